"""Recordings with somebody's consent, for the rows of the table."""

from datetime import UTC, datetime

from consent.keeping.openings import lines_of
from consent.ledger.explaining.words import Flaw, SuspensionCause
from consent.recordings.models import Recording
from consent.rights import invalidating, pausing, standing
from consent.rights.models import RenewalOffer
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from marketplace.accounts.roles import Role
from tests.access.holding import ones_own_certified
from tests.access.licences import a_breach, northlabs
from tests.access.rules import Only, Own, Rule, Values
from tests.access.rules import Person as Everybody
from tests.cast import NORTHLAB, Person
from tests.consent.recordings.performed import recorded

EVERY_ROLE = frozenset(Role)
KEEPERS = frozenset((Role.COMPLIANCE, Role.ADMIN))
OF_CLIENT = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
JUDGES = KEEPERS | {Role.REVIEWER}
DISPUTE = SuspensionCause.DISPUTE
ENDED = {"ending": "client_breach", "reason": "Sold on."}
FLAW = {"flaw": "wrong_person", "reason": "Another signed."}
SURE = {"sure": "yes", "seen": "0"}
CLIENT = "00000000-0000-4000-8000-00000000aaaa"


def a_recording(person: Person) -> Values:
    (grant,) = recorded(person.id)
    return {"recording_id": grant.recording_id}


def a_paused_recording(person: Person) -> Values:
    found = a_recording(person)
    pausing.suspend_recording(found["recording_id"], actor=person.actor)
    return found


def a_receipt(person: Person) -> Values:
    (grant,) = recorded(person.id)
    given = lines_of(db.session(), [grant.thread])[0].entry.event.id
    db.session.rollback()
    return {"recording_id": grant.recording_id, "entry_id": given}


def a_purpose(person: Person) -> Values:
    return {**a_recording(person), "use": "evaluation", "client_id": CLIENT}


def a_breach_of_northlab(person: Person) -> Values:
    return a_breach(northlabs(person))


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


KEEPER = Actor(new_id(), "compliance", powers=frozenset((Power.KEEP_RIGHTS,)))
"""Somebody who is not in the cast, so that everybody in it may decide."""


def a_grant(_person: Person) -> Values:
    (grant,) = recorded(new_id())
    return {"grant_id": grant.id}


def any_recording(_person: Person) -> Values:
    (grant,) = recorded(new_id())
    return {"recording_id": grant.recording_id}


def a_disputed_recording(person: Person) -> Values:
    found = any_recording(person)
    pausing.suspend_for_cause(found["recording_id"], DISPUTE, actor=KEEPER)
    return found


def a_disputed_recording_of_ones_own(person: Person) -> Values:
    found = a_recording(person)
    pausing.suspend_for_cause(found["recording_id"], DISPUTE, actor=KEEPER)
    return found


def a_pause_for_cause(_person: Person) -> Values:
    pause = standing.begin_pause_for_cause(DISPUTE, performer_id=new_id(), actor=KEEPER)
    return {"pause_id": pause}


def a_proposal(person: Person) -> Values:
    grant = a_grant(person)["grant_id"]
    flaw = Flaw.WRONG_PERSON
    found = invalidating.propose_invalidation(grant, flaw, "Another signed.", actor=KEEPER)
    return {"invalidation_id": found}


def a_take(person: Person) -> Values:
    client = person.actor.on_behalf_of or NORTHLAB
    (grant,) = recorded(new_id(), accepted=False, client=client)
    take = db.session().get_one(Recording, grant.recording_id).take_id
    db.session.rollback()
    return {"take_id": take}


def a_client_that_was_given(_person: Person) -> Values:
    recorded(new_id())
    return {
        "ending": "client_breach",
        "reason": "Sold on.",
        "client": CLIENT,
        "sure": "yes",
        "seen": "1",
    }


NARROWER = {"stop": "evaluation"}
ROWS: dict[str, Rule] = {
    "GET appeals.ask": Own(a_recording),
    "GET oversight.page": Only(roles=KEEPERS),
    "GET oversight.breach": Only(a_breach_of_northlab, roles=KEEPERS),
    "GET oversight.recording": Only(any_recording, roles=KEEPERS),
    "GET rights.ask_to_narrow": Own(a_recording),
    "GET rights.ask_to_pause": Own(a_recording),
    "GET rights.ask_to_withdraw": Own(a_recording),
    "GET rights.ask_to_withdraw_all": Everybody(),
    "GET rights.page": Everybody(),
    "GET rights.pauses": Everybody(),
    "GET rights.receipt": Own(a_receipt),
    "GET rights.recording": Own(a_recording),
    "POST appeals.appeal": Own(
        a_disputed_recording_of_ones_own, send={"against": "suspended", "note": "It is over."}
    ),
    "POST oversight.begin_pause": Only(
        roles=KEEPERS, send={"cause": "client_breach", "client": CLIENT, **SURE}
    ),
    "POST oversight.confirm_invalidation": Only(a_proposal, roles=KEEPERS),
    "POST oversight.drop_invalidation": Only(a_proposal, roles=KEEPERS),
    "POST oversight.lift_pause": Only(a_pause_for_cause, roles=KEEPERS),
    "POST oversight.pause_for_breach": Only(a_breach_of_northlab, roles=KEEPERS),
    "POST oversight.propose_invalidation": Only(a_grant, roles=KEEPERS, send=FLAW),
    "POST oversight.resume": Only(a_disputed_recording, roles=KEEPERS, send={"cause": "dispute"}),
    "POST oversight.suspend": Only(any_recording, roles=KEEPERS, send={"cause": "dispute"}),
    "POST oversight.terminate": Only(a_grant, roles=KEEPERS, send=ENDED),
    "POST oversight.terminate_all": Only(roles=KEEPERS, send=a_client_that_was_given),
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
    "GET api_rights_proofs.CertificateDocuments": Own(ones_own_certified, roles=EVERY_ROLE),
    "GET api_rights_proofs.Certificates": Own(ones_own_certified, roles=EVERY_ROLE),
    "GET api_rights_proofs.Receipts": Own(a_receipt, roles=EVERY_ROLE),
    "POST api_rights.NarrowingIt": Own(
        a_recording, roles=EVERY_ROLE, send={"stop": ["evaluation"]}
    ),
    "POST api_rights.Resuming": Own(a_paused_recording, roles=EVERY_ROLE),
    "POST api_rights.Suspending": Own(a_recording, roles=EVERY_ROLE),
    "POST api_rights.Withdrawing": Own(a_recording, roles=EVERY_ROLE),
    "POST api_takes.Accepting": Own(a_take, roles=OF_CLIENT, others=JUDGES),
    "POST api_takes.Rejecting": Own(
        a_take, roles=OF_CLIENT, others=JUDGES, send={"cause": "off_brief"}
    ),
}
