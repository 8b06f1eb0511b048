"""An invoice of ours beside the page at Stripe: numbered without a gap, and the same for good."""

import pytest
from sqlalchemy import select

from foundation.database import db, transaction
from foundation.web import settings
from payouts.funding import invoicing
from payouts.funding.invoice_models import IssuedInvoice
from payouts.funding.models import Funding, Means
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.cast import sign_in
from tests.payouts.funding.paying import GOOD, an_order, asked, funding, paid, way
from tests.payouts.standing_in_for_stripe import hear


@pytest.fixture(autouse=True)
def order(cast, at_stripe):
    an_order()


def numbers() -> list[str]:
    db.session.rollback()
    return sorted(db.session().scalars(select(IssuedInvoice.number)))


def invoiced(cast, **more):
    funding_id = asked(cast.ada, means=Means.INVOICE, **more)
    way(funding_id, cast.ada)
    return funding_id


def said(funding_id):
    db.session.rollback()
    row = db.session().get_one(IssuedInvoice, funding_id)
    return invoicing.content_of(row, dict(row.said), funding(funding_id))


@pytest.mark.usefixtures("each_database")
def test_numbers_have_no_gap_whatever_breaks(cast, at_stripe):
    invoiced(cast)
    with pytest.raises(RuntimeError), transaction() as session:
        lost = session.get_one(Funding, asked(cast.ada, means=Means.INVOICE))
        invoicing.issue(session, lost, settings())
        raise RuntimeError("lost with its number")
    at_stripe.lever("fail_next", mode="drop_after_commit", path="/finalize", count=3)
    broken = asked(cast.ada, means=Means.INVOICE)
    with pytest.raises(StripeUnavailable):
        way(broken, cast.ada)
    way(broken, cast.ada)
    invoiced(cast)
    assert numbers() == [f"INV-2026-0000{n}" for n in (1, 2, 3)]


def test_it_says_who_what_until_when_and_that_no_tax_was_computed(cast, at_stripe):
    funding_id = invoiced(cast, purchase_order="PO-4711")
    found = said(funding_id)
    assert found["buyer"] == ["Northlab"]
    assert found["seller"][0] == settings().operator_name
    assert found["seller"][2] == "Tax number: none is stated"
    assert ["Your purchase order", "PO-4711"] in found["facts"]
    assert ["Tax", "not computed"] in found["rows"]
    assert found["total"] == ["To be paid", "US$100.00"]
    assert "No tax was computed" in found["outro"][0]


def test_its_page_leads_to_it_and_it_stays_the_same(client, cast, at_stripe):
    sign_in(client, cast.ada)
    funding_id = invoiced(cast)
    page = client.get(f"/funding/{funding_id}").text
    assert "INV-2026-00001" in page
    path = f"/funding/{funding_id}/invoice.pdf"
    assert path in page
    first, second = client.get(path), client.get(path)
    assert first.data.startswith(b"%PDF")
    assert first.data == second.data
    sign_in(client, cast.rolf)
    assert client.get(path).status_code == 404


def test_once_paid_it_says_so(cast, at_stripe):
    funding_id = invoiced(cast)
    assert "paid on Stripe's page" in said(funding_id)["outro"][1]
    at_stripe.page(way(funding_id, cast.ada), number=GOOD)
    hear()
    assert said(funding_id)["outro"][1].startswith("Paid on")


def test_what_no_font_has_is_spelled_and_the_invoice_is_there(client, cast, at_stripe):
    sign_in(client, cast.ada)
    funding_id = invoiced(cast, purchase_order="注文 1")
    assert client.get(f"/funding/{funding_id}/invoice.pdf").data.startswith(b"%PDF")


def test_paid_by_card_there_is_none(client, cast, at_stripe):
    sign_in(client, cast.ada)
    funding_id = paid(at_stripe, cast.ada)
    assert client.get(f"/funding/{funding_id}/invoice.pdf").status_code == 404
    assert numbers() == []
