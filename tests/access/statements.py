"""Statements and taxes: each performer's own, the sums of finance, and one page for everybody."""

from foundation.clock import now
from foundation.database import transaction
from payouts.pay_runs.models import PayoutState, RunState
from payouts.taxes.models import TaxDeclaration
from tests.access.bookings import PERFORMERS
from tests.access.pay_runs import APPROVERS, made
from tests.access.rules import Only, Open, Own, Person, Rule, Values
from tests.cast import Person as CastPerson


def a_statement(person: CastPerson) -> Values:
    run_id, _ = made(person, RunState.APPROVED, PayoutState.APPROVED)
    return {"run_id": run_id}


def a_payee(person: CastPerson) -> Values:
    with transaction() as session:
        word = TaxDeclaration(performer_id=person.id, n=1, country="US", us_person=True)
        session.add(word)
    return {"performer_id": person.id}


def this_year(_person: CastPerson) -> Values:
    return {"year": now().year}


_STATUS = {"country": "DE", "us_person": "no"}

ROWS: dict[str, Rule] = {
    "GET api_statements.OneStatement": Own(a_statement, roles=PERFORMERS),
    "GET api_statements.Statements": Person(),
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
    "POST tax_reports.note_form": Only(a_payee, roles=APPROVERS, send={"state": "received"}),
    "POST taxes.declare_status": Only(roles=PERFORMERS, send=_STATUS),
}
