"""Self-reports, for the rows of the table: a booking that somebody came to, and what was said."""

from foundation.database import transaction
from marketplace.accounts.roles import Role
from marketplace.takes.self_reports.models import FeltOptIn, Partner, Safety, SelfReport
from tests.access.bookings import PERFORMERS
from tests.access.rules import Only, Own, Rule, Values
from tests.access.takes import here
from tests.cast import Person

COMPLIANCE = frozenset((Role.COMPLIANCE,))
_SAID = {"safety": "safe", "partner": "alone", "text": ""}


def came(person: Person) -> Values:
    """They were there, said that all was well, and let us know what they felt."""
    booking_id = here(person)["booking_id"]
    with transaction() as session:
        session.add(FeltOptIn(performer_id=person.id))
        session.add(
            SelfReport(
                booking_id=booking_id,
                performer_id=person.id,
                safety=Safety.SAFE,
                partner=Partner.ALONE,
            )
        )
    return {"booking_id": booking_id}


def a_report(person: Person) -> Values:
    came(person)
    with transaction() as session:
        return {"report_id": session.query(SelfReport.id).limit(1).scalar()}


ROWS: dict[str, Rule] = {
    "GET self_reports.page": Own(came, roles=PERFORMERS),
    "GET self_reports.reports": Only(roles=COMPLIANCE),
    "GET self_reports.show": Only(a_report, roles=COMPLIANCE, hidden=True),
    "POST self_reports.make_report": Own(came, roles=PERFORMERS, send=_SAID),
    "POST self_reports.opt_in": Own(came, roles=PERFORMERS),
    "POST self_reports.opt_out": Own(came, roles=PERFORMERS),
    "POST self_reports.say_felt": Own(came, roles=PERFORMERS, send={"felt_1": "anger"}),
    "POST self_reports.withdraw_report": Own(came, roles=PERFORMERS),
}
