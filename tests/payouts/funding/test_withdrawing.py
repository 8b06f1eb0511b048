"""What Stripe has and nobody has paid is withdrawn: nobody can pay it then, and what is paid
stays."""

import pytest
from sqlalchemy import select

from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.notices.models import Notice
from marketplace.clients.models import Client
from payouts.funding import asking
from payouts.funding.errors import CannotBeWithdrawn, FundingNotFound
from payouts.funding.models import FundingState, Means
from payouts.stripe_gateway.errors import StripeUnavailable
from tests.cast import NORTHLAB, sign_in
from tests.payouts.funding.paying import AT_ONCE, an_order, asked, confirmed, funding, way
from tests.payouts.standing_in_for_stripe import hear


@pytest.fixture
def invoiced(cast, at_stripe):
    an_order()
    funding_id = asked(cast.ada, means=Means.INVOICE)
    way(funding_id, cast.ada)
    return funding_id


def at_its_page(at_stripe, funding_id):
    return at_stripe.stripe.v1.invoices.retrieve(funding(funding_id).invoice_id)


def told(person):
    db.session.rollback()
    of = select(Notice.kind).where(Notice.account_id == person.id)
    return list(db.session().scalars(of))


def test_it_is_void_at_stripe_and_nobody_can_pay_it(client, cast, at_stripe, invoiced):
    sign_in(client, cast.ada)
    assert "Withdraw it" in client.get(f"/funding/{invoiced}").text
    done = client.post(f"/funding/{invoiced}/withdrawal", follow_redirects=True).text
    assert "Nobody can pay this any more" in done
    assert at_its_page(at_stripe, invoiced).status == "void"
    assert funding(invoiced).state is FundingState.FAILED
    assert "Withdraw it" not in client.get(f"/funding/{invoiced}").text
    assert client.post(f"/funding/{invoiced}/withdrawal").status_code == 409
    hear()
    assert confirmed() == 0


def test_finance_may_too_and_the_client_is_told(cast, at_stripe, invoiced):
    asking.withdraw_payment(invoiced, actor=cast.fay.actor)
    assert told(cast.ada) == ["funding.withdrawn"]


def test_what_was_paid_meanwhile_is_not_withdrawn(cast, at_stripe, invoiced):
    at_stripe.page(way(invoiced, cast.ada), number=AT_ONCE, email="client@example.org")
    with pytest.raises(CannotBeWithdrawn):
        asking.withdraw_payment(invoiced, actor=cast.ada.actor)
    hear()
    assert (funding(invoiced).state, confirmed()) == (FundingState.PAID, 10_000)
    assert told(cast.ada) == ["funding.paid"]


@pytest.mark.parametrize("mode", ["drop_after_commit", "drop_before"])
def test_whatever_breaks_it_is_void_once_asked_again(cast, at_stripe, invoiced, mode):
    at_stripe.lever("fail_next", mode=mode, path="/void", count=3)
    with pytest.raises(StripeUnavailable):
        asking.withdraw_payment(invoiced, actor=cast.ada.actor)
    at_stripe.lever("fail_next", mode="none")
    asking.withdraw_payment(invoiced, actor=cast.ada.actor)
    assert at_its_page(at_stripe, invoiced).status == "void"
    assert funding(invoiced).state is FundingState.FAILED


@pytest.mark.parametrize("part", ["invoiceitems", "finalize"])
def test_a_draft_that_broke_off_is_withdrawn_too(cast, at_stripe, part):
    an_order()
    funding_id = asked(cast.ada, means=Means.INVOICE)
    at_stripe.lever("fail_next", mode="drop_before", path=part, count=3)
    with pytest.raises(StripeUnavailable):
        way(funding_id, cast.ada)
    asking.withdraw_payment(funding_id, actor=cast.ada.actor)
    assert at_its_page(at_stripe, funding_id).status == "void"
    assert confirmed() == 0


def test_by_those_who_pay_and_of_what_stripe_knows_alone(cast, at_stripe, invoiced):
    for person, why in ((cast.ben, NotPermitted), (cast.rolf, FundingNotFound)):
        with pytest.raises(why):
            asking.withdraw_payment(invoiced, actor=person.actor)
    with pytest.raises(CannotBeWithdrawn):
        asking.withdraw_payment(asked(cast.ada), actor=cast.ada.actor)


def test_so_is_a_page_on_which_nobody_has_paid(cast, at_stripe):
    an_order()
    funding_id = asked(cast.ada)
    way(funding_id, cast.ada)
    asking.withdraw_payment(funding_id, actor=cast.ada.actor)
    session = at_stripe.stripe.v1.checkout.sessions.retrieve(funding(funding_id).checkout_id)
    assert (session.status, funding(funding_id).state) == ("expired", FundingState.FAILED)


def test_stripe_writes_to_who_signs_for_the_client_today(cast, at_stripe, invoiced):
    with transaction() as session:
        session.get_one(Client, NORTHLAB).name = "Northlab Ltd"
    way(asked(cast.ada, means=Means.INVOICE), cast.ada)
    [customer] = at_stripe.stripe.v1.customers.list({}).data
    assert customer.name == "Northlab Ltd"
