"""What a year came to by the day of the payment, what is missing for it, and what that leads to."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from sqlalchemy import select

from foundation import clock
from foundation.database import db, transaction
from foundation.errors import NotPermitted
from foundation.notices.models import Notice
from marketplace.facts.models import FactKind
from payouts.pay_runs import outgoing
from payouts.pay_runs.asking import Coming
from payouts.taxes import own_data, waiting, withholding
from payouts.taxes.actions import declare_status, note_form
from payouts.taxes.errors import (
    NothingDeclared,
    NotYourOwnForm,
    PayeeNotFound,
    ResidentsAreUsPersons,
)
from payouts.taxes.jobs import JOBS
from payouts.taxes.models import FormState, TaxDeclaration, TaxForm
from payouts.taxes.standing import standing
from payouts.taxes.thresholds import TaxClass, rules_of
from payouts.taxes.totals import totals
from payouts.taxes.withholding import Because
from tests.cast import sign_in
from tests.payouts.earnings.earned import earned
from tests.payouts.pay_runs.earned import all_of
from tests.payouts.statements.told import let_go, paid, payout_of, returned, run_jobs, sent

pytestmark = pytest.mark.usefixtures("session")


def earn(person, minor, kind=FactKind.TAKE, currency="USD"):
    return earned(person.id, minor, kind=kind.value, currency=currency, pay_by=clock.now().date())[
        0
    ]


def paid_out(cast, person):
    payout_id = payout_of(let_go(cast), person.id)
    paid(payout_id)
    return payout_id


def kinds_of(person, year):
    db.session.rollback()
    return [each.kinds for each in totals(db.session(), year, [person.id])]


def us(person):
    declare_status(country="US", us_person=True, actor=person.actor)


def kept_back(person, minor, kind=FactKind.TAKE, currency="USD"):
    db.session.rollback()
    coming = Coming(person.id, currency, {kind.value: minor})
    found = withholding.withheld(db.session(), [coming], clock.now().year)[0]
    return found.amount.amount_minor, found.because


def test_a_year_is_by_the_day_of_the_payment_and_by_kind(cast, each_database):
    clock.hold(datetime(2026, 12, 28, 9, tzinfo=UTC))
    earn(cast.omar, 50_000)
    earn(cast.omar, 700, FactKind.ROYALTY)
    paid_out(cast, cast.omar)
    assert kinds_of(cast.omar, 2026) == []
    assert kinds_of(cast.omar, 2027) == [{"royalty": 700, "take": 50_000}]


def test_what_came_back_in_the_next_year_was_not_paid_in_this(cast):
    clock.hold(datetime(2026, 12, 14, 9, tzinfo=UTC))
    earn(cast.omar, 50_000)
    payout_id = paid_out(cast, cast.omar)
    assert kinds_of(cast.omar, 2026) == [{"take": 50_000}]
    clock.hold(datetime(2027, 1, 4, 9, tzinfo=UTC))
    returned(payout_id)
    assert kinds_of(cast.omar, 2026) == kinds_of(cast.omar, 2027) == []


@pytest.mark.parametrize(("year", "from_minor"), [(2025, 60_000), (2026, 200_000)])
def test_the_table_by_year(year, from_minor):
    assert rules_of(year).from_minor[TaxClass.SERVICES] == from_minor
    assert rules_of(year).published


def test_a_year_that_is_not_published_yet_says_so():
    assert (rules_of(2031).published, rules_of(2031).from_minor) == (
        False,
        rules_of(2026).from_minor,
    )


def test_foreign_status_comes_first_and_its_form_is_asked_for_at_once(cast):
    assert declare_status(country="DE", us_person=False, actor=cast.omar.actor)
    assert not declare_status(country="DE", us_person=False, actor=cast.omar.actor)
    assert [(each.form.value, each.state.value) for each in all_of(TaxForm)] == [("w8ben", "asked")]
    notices = db.session().scalars(select(Notice.kind).where(Notice.account_id == cast.omar.id))
    assert list(notices) == ["tax.form_asked"]


def test_a_resident_of_the_united_states_is_a_us_person(cast, client):
    with pytest.raises(ResidentsAreUsPersons):
        declare_status(country="US", us_person=False, actor=cast.omar.actor)
    sign_in(client, cast.omar)
    answer = client.post("/taxes/status", data={"country": "US", "us_person": "no"})
    assert (answer.status_code, "is a US person for tax" in answer.text) == (422, True)
    assert all_of(TaxDeclaration) == []


def test_another_word_asks_for_another_form_and_the_old_one_does_not_do(cast):
    declare_status(country="DE", us_person=False, actor=cast.omar.actor)
    assert note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    assert not note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    assert standing(db.session(), cast.omar.id).has_form
    declare_status(country="DE", us_person=True, actor=cast.omar.actor)
    assert not standing(db.session(), cast.omar.id).has_form


def test_only_finance_notes_forms_and_only_of_who_declared(cast):
    with pytest.raises(NotPermitted):
        note_form(cast.omar.id, FormState.RECEIVED, actor=cast.omar.actor)
    with pytest.raises(PayeeNotFound):
        note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    earn(cast.omar, 100)
    with pytest.raises(NothingDeclared):
        note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    earn(cast.fay, 100)
    with pytest.raises(NotYourOwnForm):
        note_form(cast.fay.id, FormState.RECEIVED, actor=cast.fay.actor)


def test_who_begins_to_earn_is_asked_once_and_it_waits_on_their_first_page(cast):
    earn(cast.omar, 100)
    for _ in range(2):
        run_jobs(JOBS)
    asked = db.session().scalars(select(Notice.account_id).where(Notice.kind == "tax.status_asked"))
    assert list(asked) == [cast.omar.id]
    waits = list(waiting.waiting_for(db.session(), cast.omar.actor))
    assert [each.label for each in waits] == ["Say where you are resident for tax"]
    assert list(waiting.waiting_for(db.session(), cast.mira.actor)) == []


def test_withholding_begins_with_the_payment_that_reaches_the_threshold_and_takes_all_of_it(cast):
    us(cast.omar)
    earn(cast.omar, 150_000)
    paid_out(cast, cast.omar)
    assert kept_back(cast.omar, 49_999) == (0, Because.BELOW)
    assert kept_back(cast.omar, 50_000) == (12_000, Because.FORM_MISSING)
    assert kept_back(cast.omar, 999, FactKind.ROYALTY) == (0, Because.BELOW)
    assert kept_back(cast.omar, 1_000, FactKind.ROYALTY) == (240, Because.FORM_MISSING)


def test_what_is_under_way_counts_too(cast):
    us(cast.omar)
    earn(cast.omar, 150_000)
    let_go(cast)
    assert kept_back(cast.omar, 50_000) == (12_000, Because.FORM_MISSING)


def test_after_a_year_that_was_reported_it_begins_with_the_first_payment(cast):
    us(cast.omar)
    earn(cast.omar, 200_000)
    paid_out(cast, cast.omar)
    clock.move(timedelta(days=365))
    assert kept_back(cast.omar, 100) == (24, Because.FORM_MISSING)


def test_nothing_is_withheld_for_another_reason(cast):
    assert kept_back(cast.omar, 500_000) == (0, Because.UNDECLARED)
    declare_status(country="DE", us_person=False, actor=cast.omar.actor)
    assert kept_back(cast.omar, 500_000) == (0, Because.FOREIGN)
    us(cast.omar)
    assert kept_back(cast.omar, 500_000, currency="EUR") == (0, Because.OTHER_CURRENCY)
    assert kept_back(cast.omar, 500_000) == (120_000, Because.FORM_MISSING)
    note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    assert kept_back(cast.omar, 500_000) == (0, Because.FORM_THERE)


def withhold(cast, person):
    """Earned, paid, and some of it kept back."""
    earn(person, 250_000)
    return paid_out(cast, person)


def withheld_in(year):
    db.session.rollback()
    return [each.withheld_minor for each in totals(db.session(), year)]


def test_what_was_withheld_is_in_the_year_of_the_payment_it_was_withheld_of(cast, each_database):
    clock.hold(datetime(2026, 12, 21, 9, tzinfo=UTC))
    us(cast.omar)
    earn(cast.omar, 250_000)
    payout_id = payout_of(let_go(cast), cast.omar.id)
    sent(payout_id)
    clock.hold(datetime(2027, 1, 4, 9, tzinfo=UTC))
    assert withheld_in(2026) == withheld_in(2027) == []
    with transaction() as session:
        outgoing.mark_paid(session, payout_id, clock.now())
    assert (withheld_in(2026), withheld_in(2027)) == ([], [60_000])
    returned(payout_id)
    assert withheld_in(2027) == [], "what is not paid is not taxed"


def test_the_year_end_file_and_the_page_name_what_is_missing(cast, client):
    us(cast.omar)
    withhold(cast, cast.omar)
    earn(cast.mira, 5_000, FactKind.REMEDY, "EUR")
    paid_out(cast, cast.mira)
    sign_in(client, cast.fay)
    rows = list(csv.DictReader(StringIO(client.get("/finance/taxes/2026.csv").text)))
    told = {(row["performer"], row["kind"], row["amount"], row["reported"]) for row in rows}
    assert told == {("Omar", "take", "2500.00", "yes"), ("Mira", "remedy", "50.00", "no")}
    text = client.get("/finance/taxes?year=2026").text
    assert "Form asked for" in text
    assert "Mira" not in text
    note_form(cast.omar.id, FormState.RECEIVED, actor=cast.fay.actor)
    assert "the form is at Stripe" in client.get("/finance/taxes?year=2026").text


def test_performers_read_their_years_and_what_follows_without_a_form(cast, client):
    us(cast.omar)
    withhold(cast, cast.omar)
    sign_in(client, cast.omar)
    text = client.get("/taxes").text
    for said in ("2,500.00", "24 percent", "Form W-9", "600.00", "2,000.00"):
        assert said in text


def test_finance_notes_the_form_on_the_page_and_hears_what_is_wrong(cast, client):
    us(cast.omar)
    sign_in(client, cast.fay)
    path = f"/finance/taxes/payees/{cast.omar.id}"
    assert client.post(f"{path}/form", data={}).status_code == 422
    assert client.post(f"{path}/form", data={"state": "missing"}).status_code == 302
    assert "Form missing" in client.get(path).text


def test_a_year_that_cannot_be_is_not_found(cast, client):
    sign_in(client, cast.fay)
    assert client.get("/finance/taxes?year=99999").status_code == 404
    assert client.get("/finance/taxes/0.csv").status_code == 404


def test_ones_own_copy_has_all_of_it(cast):
    us(cast.omar)
    withhold(cast, cast.omar)
    found = own_data.exports_of(db.session(), cast.omar.id)["taxes"]
    assert [each["country"] for each in found["declarations"]] == ["US"]
    assert [each["state"] for each in found["forms"]] == ["asked"]
    (year,) = found["years"]
    assert (year["kinds_minor"], year["withheld_minor"]) == ({"take": 250_000}, 60_000)
