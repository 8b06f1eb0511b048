"""Programs: a performer's own word and years, finance's year, and payments to the tax office."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db
from foundation.webhooks.models import Event
from tests.access.things import an_endpoint
from tests.api.asking import Program
from tests.marketplace.accounts.phones import set_up_phone
from tests.payouts.raised_limits import limit
from tests.payouts.taxes.test_passing_on import WITHHELD, YEAR, payout_id
from tests.payouts.taxes.test_taxes import earn, paid_out

__all__ = ["payout_id"]
pytestmark = pytest.mark.usefixtures("session")
PAYMENTS = f"/api/v1/tax-payments/years/{YEAR}"
PAID = {"amount_minor": WITHHELD, "period": "q4", "paid_on": "2026-10-05", "reference": "EFTPS 1"}


@pytest.fixture(autouse=True)
def in_autumn():
    clock.hold(datetime(YEAR, 10, 5, 9, tzinfo=UTC))


@pytest.fixture
def fay(app, cast):
    set_up_phone(cast.fay)
    return Program(app, cast.fay)


@pytest.fixture
def omar(app, cast):
    return Program(app, cast.omar)


def heard() -> list[str]:
    db.session.rollback()
    return sorted(db.session().scalars(select(Event.type)))


def test_a_performer_says_where_they_are_resident_and_reads_their_years(cast, omar):
    an_endpoint(cast.omar)
    assert omar.get("/api/v1/taxes/own").json["country"] is None
    said = omar.post("/api/v1/taxes/own/status", {"country": "US", "us_person": True})
    assert (said.status_code, said.json["form"], said.json["form_state"]) == (201, "w9", "asked")
    assert heard() == ["tax_form.asked"]
    earn(cast.omar, 50_000)
    paid_out(cast, cast.omar)
    kinds = [{"kind": "take", "amount_minor": 50_000}]
    total = {"currency": "USD", "amount_minor": 50_000, "withheld_minor": 0, "kinds": kinds}
    assert omar.get("/api/v1/taxes/own").json["years"] == [{"year": YEAR, "totals": [total]}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "US", "us_person": False},
        {"country": "XX", "us_person": False},
        {"country": "DE", "us_person": "perhaps"},
        {"country": "DE", "us_person": False, "tax_number": "1"},
    ],
)
def test_a_word_that_cannot_be_is_refused(omar, wrong):
    assert omar.post("/api/v1/taxes/own/status", wrong).status_code == 422
    assert omar.get("/api/v1/taxes/own").json["country"] is None


def test_finance_reads_a_year_and_everybody_in_it_once(cast, fay, payout_id):
    earn(cast.mira, 50_000)
    paid_out(cast, cast.mira)
    year = fay.get(f"/api/v1/taxes/{YEAR}").json
    assert year["paid"] == [{"amount_minor": 300_000, "currency": "USD"}]
    assert (year["payees"], year["reported"], year["missing"]) == (2, 1, 1)
    assert year["passed_on"]["left_minor"] == WITHHELD
    path, after, found = f"/api/v1/taxes/{YEAR}/payees", None, []
    while after or not found:
        page = fay.get(path, limit=1, **({"after": after} if after else {})).json
        found, after = found + page["items"], page["next"]
    known = {each["performer_id"]: each for each in found}
    assert (len(found), set(known)) == (2, {str(cast.omar.id), str(cast.mira.id)})
    omar = known[str(cast.omar.id)]
    assert omar["reported"] == ["services"]
    assert omar["totals"][0]["withheld_minor"] == WITHHELD
    assert known[str(cast.mira.id)]["reported"] == []
    assert fay.get("/api/v1/taxes/1999").status_code == 404
    assert fay.get("/api/v1/taxes/1999/payees").status_code == 404


def test_finance_notes_a_form_and_the_performer_hears_it(cast, fay, payout_id):
    an_endpoint(cast.omar)
    path = f"/api/v1/taxes/payees/{cast.omar.id}"
    assert not fay.get(path).json["has_form"]
    noted = fay.post(f"{path}/form", {"state": "received"})
    assert (noted.status_code, noted.json["has_form"]) == (201, True)
    assert heard() == ["tax_form.received"]
    nobody = f"/api/v1/taxes/payees/{cast.ben.id}"
    assert fay.get(nobody).status_code == 404
    assert fay.post(f"{nobody}/form", {"state": "asked"}).status_code == 404


def test_a_payment_to_the_tax_office_is_noted_once_and_taken_back(cast, fay, payout_id):
    an_endpoint(cast.fay)
    noted = fay.post(PAYMENTS, PAID)
    assert (noted.status_code, noted.json["state"]) == (201, "noted")
    assert fay.post(PAYMENTS, PAID).status_code == 409
    assert fay.get(f"/api/v1/taxes/{YEAR}").json["passed_on"]["left_minor"] == 0
    path = f"/api/v1/tax-payments/{noted.json['id']}"
    back = fay.post(f"{path}/taking-back", {"because": "Another year's."})
    assert (back.json["state"], back.json["because"]) == ("taken_back", "Another year's.")
    assert fay.post(f"{path}/taking-back", {"because": "Twice."}).status_code == 409
    assert [each["state"] for each in fay.get(PAYMENTS).json["items"]] == ["taken_back"]
    assert heard() == ["tax_payment.noted", "tax_payment.taken_back"]


def test_above_the_limit_a_second_person_approves_it(app, cast, fay, payout_id):
    limit(cast.admin.actor, 100)
    proposed = fay.post(PAYMENTS, PAID).json
    path = f"/api/v1/tax-payments/{proposed['id']}"
    assert (proposed["state"], fay.post(f"{path}/approval", {}).status_code) == ("proposed", 409)
    set_up_phone(cast.admin)
    approved = Program(app, cast.admin).post(f"{path}/approval", {}).json
    assert (approved["state"], approved["approved_by"]) == ("noted", str(cast.admin.id))
    assert fay.post(f"{path}/dropping", {}).status_code == 409


@pytest.mark.parametrize(
    ("other", "status"),
    [
        ({"amount_minor": WITHHELD + 1}, 409),
        ({"paid_on": "2026-12-31"}, 422),
        ({"paid_on": "2025-12-31"}, 422),
        ({"reference": "123-45-6789"}, 422),
        ({"reference": " "}, 422),
        ({"amount_minor": 0}, 422),
        ({"currency": "EUR"}, 422),
    ],
    ids=str,
)
def test_a_payment_that_cannot_be_is_refused(fay, payout_id, other, status):
    assert fay.post(PAYMENTS, {**PAID, **other}).status_code == status
    assert fay.get(PAYMENTS).json["items"] == []
