"""Recordings with somebody's consent, for the rows of the table."""

from datetime import UTC, datetime

from consent.ledger.explaining.words import SuspensionCause
from consent.rights import pausing, standing
from consent.rights.models import RenewalOffer
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.roles import Role
from tests.access.rules import Own, Rule, Values
from tests.access.rules import Person as Everybody
from tests.cast import Person
from tests.consent.recordings.performed import recorded

EVERY_ROLE = frozenset(Role)
CLIENT = "00000000-0000-4000-8000-00000000aaaa"


def a_recording(person: Person) -> Values:
    (grant,) = recorded(person.id)
    return {"recording_id": grant.recording_id}


def a_paused_recording(person: Person) -> Values:
    found = a_recording(person)
    pausing.suspend_recording(found["recording_id"], actor=person.actor)
    return found


def a_purpose(person: Person) -> Values:
    return {**a_recording(person), "use": "evaluation", "client": CLIENT}


def a_pause(person: Person) -> Values:
    own = SuspensionCause.OWN_CHOICE
    return {"pause_id": standing.begin_own_pause(own, actor=person.actor)}


def an_offer(person: Person) -> Values:
    (grant,) = recorded(person.id)
    day = datetime(2029, 3, 1, tzinfo=UTC).date()
    with transaction() as session:
        offer = RenewalOffer(
            performer_id=person.id,
            agreement_id=grant.agreement_id,
            ends_on=day,
            renewed_until=day.replace(year=2030),
            fee_minor=None,
            currency=None,
            offered_at=now(),
        )
        session.add(offer)
        session.flush()
        return {"offer_id": offer.id}


def everything(person: Person) -> Values:
    recorded(person.id)
    return {}


NARROWER = {"stop": "evaluation"}
ROWS: dict[str, Rule] = {
    "GET rights.ask_to_narrow": Own(a_recording),
    "GET rights.ask_to_pause": Own(a_recording),
    "GET rights.ask_to_withdraw": Own(a_recording),
    "GET rights.ask_to_withdraw_all": Everybody(),
    "GET rights.page": Everybody(),
    "GET rights.pauses": Everybody(),
    "GET rights.recording": Own(a_recording),
    "POST rights.accept_renewal": Own(an_offer),
    "POST rights.begin_pause": Everybody(send={"cause": "own_choice"}),
    "POST rights.decline_renewal": Own(an_offer),
    "POST rights.lift_pause": Own(a_pause),
    "POST rights.narrow": Own(a_recording, send=NARROWER),
    "POST rights.pause": Own(a_recording),
    "POST rights.resume": Own(a_paused_recording),
    "POST rights.withdraw": Own(a_recording),
    "POST rights.withdraw_all": Everybody(send=everything),
}


PROGRAMS: dict[str, Rule] = {
    "GET api_rights.AllowedNow": Own(a_purpose, roles=EVERY_ROLE),
    "GET api_rights.OneRight": Own(a_recording, roles=EVERY_ROLE),
    "GET api_rights.Rights": Everybody(),
    "POST api_rights.NarrowingIt": Own(
        a_recording, roles=EVERY_ROLE, send={"stop": ["evaluation"]}
    ),
    "POST api_rights.Resuming": Own(a_paused_recording, roles=EVERY_ROLE),
    "POST api_rights.Suspending": Own(a_recording, roles=EVERY_ROLE),
    "POST api_rights.Withdrawing": Own(a_recording, roles=EVERY_ROLE),
}
