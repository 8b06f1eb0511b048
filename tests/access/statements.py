"""Statements and taxes: each performer's own, the sums of finance, and one page for everybody."""

from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from foundation.money import Money
from payouts.earnings.models import Settlement, SettlementOutcome
from payouts.journal.chart import Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.pay_runs.models import Payout, PayoutState, RunState
from payouts.taxes.models import TaxDeclaration
from payouts.taxes.passing_models import PassingState, Period, TaxPassedOn
from tests.access.bookings import PERFORMERS
from tests.access.pay_runs import APPROVERS, made
from tests.access.rules import Only, Open, Own, Person, Rule, Values
from tests.cast import Person as CastPerson
from tests.payouts.earnings.earned import earned


def a_statement(person: CastPerson) -> Values:
    run_id, _ = made(person, RunState.APPROVED, PayoutState.APPROVED)
    return {"run_id": run_id}


def a_payee(person: CastPerson) -> Values:
    with transaction() as session:
        word = TaxDeclaration(performer_id=person.id, n=1, country="US", us_person=True)
        session.add(word)
    return {"performer_id": person.id}


def withheld_this_year(person: CastPerson) -> Values:
    """Of a payment that the bank has: some of it can be passed on."""
    (earning_id,) = earned(person.id, 1_000, currency="USD")
    _, payout_id = made(person, RunState.APPROVED, PayoutState.PAID)
    tax, cash = (platform(each, "USD") for each in (Kind.TAX_WITHHELD, Kind.STRIPE_AVAILABLE))
    with transaction() as session:
        payout = session.get_one(Payout, payout_id)
        payout.currency, payout.withheld_minor = "USD", 100_000
        settled = {"outcome": SettlementOutcome.PAID.value, "amount_minor": 1_000, "at": now()}
        session.add(Settlement(earning_id=earning_id, n=1, payout_id=payout.id, **settled))
        line = Line(cash, tax, Money(100_000, "USD"), Purpose.WITHHOLD, payout.id)
        post(session, f"withheld {payout.id}", [line])
    return this_year(person)


def _note(state: PassingState) -> Values:
    """By somebody else, of nothing that was withheld."""
    with transaction() as session:
        row = TaxPassedOn(
            year=now().year,
            period=Period.YEAR,
            amount_minor=1_000,
            currency="USD",
            paid_on=now().date(),
            reference="EFTPS 1",
            noted_by=new_id(),
            needs_second=state is PassingState.PROPOSED,
            state=state,
        )
        session.add(row)
        session.flush()
        return {"note_id": row.id}


def a_proposed_note(_person: CastPerson) -> Values:
    return _note(PassingState.PROPOSED)


def a_dropped_note(_person: CastPerson) -> Values:
    return _note(PassingState.DROPPED)


def this_year(_person: CastPerson) -> Values:
    return {"year": now().year}


_STATUS = {"country": "DE", "us_person": "no"}
_API_STATUS = {"country": "DE", "us_person": False}


def _paid_on(_person: CastPerson) -> dict[str, str]:
    day = now().date().isoformat()
    return {"amount": "1", "period": "year", "paid_on": day, "reference": new_id().hex}


def _api_paid_on(_person: CastPerson) -> dict[str, str | int]:
    return {
        "amount_minor": 100,
        "period": "year",
        "paid_on": now().date().isoformat(),
        "reference": new_id().hex,
    }


ROWS: dict[str, Rule] = {
    "GET api_money.MoneyOverview": Only(roles=APPROVERS),
    "GET api_statements.OneStatement": Own(a_statement, roles=PERFORMERS),
    "GET api_statements.Statements": Person(),
    "GET api_tax_payments.OneTaxPayment": Only(a_proposed_note, roles=APPROVERS, hidden=True),
    "GET api_tax_payments.TaxPayments": Only(this_year, roles=APPROVERS),
    "GET api_taxes.OwnTaxes": Only(roles=PERFORMERS),
    "GET api_taxes.PayeeTaxes": Only(a_payee, roles=APPROVERS),
    "GET api_taxes.PayeesOfTaxYear": Only(this_year, roles=APPROVERS),
    "GET api_taxes.TaxYears": Only(this_year, roles=APPROVERS),
    "GET pay_overview.page": Only(roles=APPROVERS),
    "GET pay_record.page": Open(),
    "GET statements.document": Own(a_statement, roles=PERFORMERS),
    "GET statements.export": Own(a_statement, roles=PERFORMERS),
    "GET statements.export_year": Only(this_year, roles=PERFORMERS),
    "GET statements.page": Only(roles=PERFORMERS),
    "GET statements.show": Own(a_statement, roles=PERFORMERS),
    "GET tax_reports.export": Only(this_year, roles=APPROVERS),
    "GET tax_reports.page": Only(roles=APPROVERS),
    "GET tax_reports.show": Only(a_payee, roles=APPROVERS),
    "GET taxes.page": Only(roles=PERFORMERS),
    "GET tax_payments.page": Only(this_year, roles=APPROVERS),
    "GET tax_payments.show": Only(a_proposed_note, roles=APPROVERS, hidden=True),
    "POST api_tax_payments.TaxPaymentApprovals": Only(
        a_proposed_note, roles=APPROVERS, hidden=True
    ),
    "POST api_tax_payments.TaxPaymentDroppings": Only(
        a_proposed_note, roles=APPROVERS, hidden=True
    ),
    "POST api_tax_payments.TaxPaymentTakingsBack": Only(
        a_dropped_note, roles=APPROVERS, hidden=True, send={"because": "Another year's."}
    ),
    "POST api_tax_payments.TaxPayments": Only(
        withheld_this_year, roles=APPROVERS, send=_api_paid_on
    ),
    "POST api_taxes.OwnTaxStatus": Only(roles=PERFORMERS, send=_API_STATUS),
    "POST api_taxes.PayeeTaxForms": Only(a_payee, roles=APPROVERS, send={"state": "received"}),
    "POST tax_payments.approve_passing": Only(a_proposed_note, roles=APPROVERS, hidden=True),
    "POST tax_payments.drop_passing": Only(a_proposed_note, roles=APPROVERS, hidden=True),
    "POST tax_payments.note": Only(withheld_this_year, roles=APPROVERS, send=_paid_on),
    "POST tax_payments.take_back_passing": Only(
        a_dropped_note, roles=APPROVERS, hidden=True, send={"because": "Another year's."}
    ),
    "POST tax_reports.note_form": Only(a_payee, roles=APPROVERS, send={"state": "received"}),
    "POST taxes.declare_status": Only(roles=PERFORMERS, send=_STATUS),
}
