"""Recordings with their files, viewings, holds, recalls: each made for one person of the cast."""

from datetime import timedelta

from sqlalchemy import select

from consent.grants.models import Grant
from consent.ledger.explaining.words import Attestation, Media, RecallCause
from consent.media import actions, viewing
from consent.media.models import ViewingReason
from consent.recalls.answering import attest_recall
from consent.recalls.models import Recall
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db
from foundation.ids import new_id
from marketplace.accounts.roles import POWERS, Role
from tests.access.rules import Only, Own, Rule, Values
from tests.cast import NORTHLAB, RIVALLAB, Person
from tests.consent.grants.granted import withdrawn
from tests.consent.holders.holding import FILE, held
from tests.consent.media.files import kept
from tests.consent.recalls.ending import end
from tests.consent.recordings.performed import recorded

STAFF_REVIEWERS = frozenset({Role.REVIEWER, Role.COMPLIANCE, Role.ADMIN})
HOLDERS = frozenset({Role.CLIENT_OWNER, Role.CLIENT_PRODUCER})
KEEPERS = frozenset({Role.COMPLIANCE, Role.ADMIN})
PERFORMER = frozenset({Role.PERFORMER})
REASON = {"reason": "judge"}
ANSWER = {"answer": "destroyed", "files": [FILE]}


def a_grant(person: Person, client=NORTHLAB) -> Grant:
    (grant,) = recorded(person.id, client=client)
    for kind in (Media.ORIGINAL, Media.BACKUP):
        kept(grant.recording_id, kind, client=client)
    return grant


def somebodys(_person: Person) -> Values:
    """Recorded for Northlab, by nobody of the cast."""
    (grant,) = recorded(new_id(), client=NORTHLAB)
    kept(grant.recording_id, client=NORTHLAB)
    return {"recording_id": grant.recording_id}


def ones_own(person: Person) -> Values:
    """Recorded for another client than that of the cast's."""
    return {"recording_id": a_grant(person, RIVALLAB).recording_id}


def ones_own_gone(person: Person) -> Values:
    grant = a_grant(person)
    end(grant, withdrawn(grant), RecallCause.WITHDRAWN)
    return {"recording_id": grant.recording_id}


def ones_own_certified(person: Person) -> Values:
    """With nothing left to destroy, and one holder that has answered."""
    (grant,) = recorded(person.id, client=NORTHLAB)
    held(grant, client=NORTHLAB)
    end(grant, withdrawn(grant), RecallCause.WITHDRAWN)
    _answered(grant)
    return {"recording_id": grant.recording_id}


def a_viewing(person: Person) -> Values:
    recording = ones_own(person)["recording_id"]
    opened = viewing.open_recording(recording, ViewingReason.OWN, actor=person.actor)
    return {"recording_id": recording, "viewing_id": opened}


def a_viewing_by_staff(person: Person) -> Values:
    """Of what all of them may open: whose viewing it is decides."""
    client = person.actor.on_behalf_of or NORTHLAB
    (grant,) = recorded(new_id(), client=client)
    kept(grant.recording_id, client=client)
    opened = viewing.open_recording(grant.recording_id, ViewingReason.CHECK, actor=person.actor)
    return {"recording_id": grant.recording_id, "viewing_id": opened}


def a_hold(person: Person) -> Values:
    recording = somebodys(person)["recording_id"]
    until = (now() + timedelta(days=9)).date()
    hold = actions.place_hold(
        recording, name="3 O 12/26", reason="A claim.", until=until, actor=SYSTEM
    )
    return {"hold_id": hold}


def a_recall(_person: Person) -> Values:
    """From Northlab."""
    (grant,) = recorded(new_id(), client=NORTHLAB)
    held(grant, client=NORTHLAB)
    end(grant, withdrawn(grant), RecallCause.WITHDRAWN)
    return {"recall_id": _recall_of(grant)}


def anothers_recall(_person: Person) -> Values:
    (grant,) = recorded(new_id(), client=RIVALLAB)
    held(grant, client=RIVALLAB)
    end(grant, withdrawn(grant), RecallCause.WITHDRAWN)
    return {"recall_id": _recall_of(grant)}


def _recall_of(grant: Grant):
    db.session.rollback()
    return db.session().scalars(select(Recall.id).where(Recall.grant_id == grant.id)).one()


def _answered(grant: Grant) -> None:
    actor = Actor(new_id(), Role.CLIENT_OWNER, NORTHLAB, POWERS[Role.CLIENT_OWNER])
    attest_recall(_recall_of(grant), Attestation.DESTROYED, [FILE], actor=actor)


_REVIEWED = Only(somebodys, roles=HOLDERS | STAFF_REVIEWERS, hidden=True, send=REASON)
_OWN = Own(ones_own, roles=PERFORMER, others=STAFF_REVIEWERS, send=REASON)
_OWN_VIEWING = Own(a_viewing, roles=PERFORMER)
_VIEWING = Own(a_viewing_by_staff, roles=HOLDERS | STAFF_REVIEWERS)
_HOLD = {"name": "3 O 12/26", "reason": "A claim.", "until": "2026-05-01"}
_ANSWERING = Only(a_recall, roles=HOLDERS, hidden=True, send=ANSWER)

ROWS: dict[str, Rule] = {
    "GET api_media.ViewingBytes": _VIEWING,
    "GET api_media.ViewingBytes of one's own": _OWN_VIEWING,
    "GET api_recalls.OneRecall": Only(a_recall, roles=HOLDERS, hidden=True),
    "GET api_recalls.Recalls": Only(roles=HOLDERS),
    "GET media.confirm_lifting": Only(a_hold, roles=KEEPERS),
    "GET media.keeping": Only(somebodys, roles=KEEPERS),
    "GET media.page": _REVIEWED,
    "GET media.page of one's own": _OWN,
    "GET media.player": _VIEWING,
    "GET media.player of one's own": _OWN_VIEWING,
    "GET media.read_bytes": _VIEWING,
    "GET media.read_bytes of one's own": _OWN_VIEWING,
    "GET media.viewings": Own(ones_own, roles=PERFORMER, others=KEEPERS),
    "GET recalls.certificate": Own(ones_own_gone, roles=PERFORMER),
    "GET recalls.certificate_document": Own(ones_own_certified, roles=PERFORMER),
    "GET recalls.certificate_file": Own(ones_own_certified, roles=PERFORMER),
    "GET recalls.mine": Only(roles=HOLDERS | KEEPERS),
    "GET recalls.page": Only(a_recall, roles=HOLDERS | KEEPERS, hidden=True),
    "GET recalls.page of another": Only(anothers_recall, roles=KEEPERS, hidden=True),
    "POST api_media.Viewings": _REVIEWED,
    "POST api_media.Viewings of one's own": _OWN,
    "POST api_recalls.Answers": _ANSWERING,
    "POST api_recalls.Stops": Only(a_recall, roles=HOLDERS, hidden=True),
    "POST media.lift_hold": Only(a_hold, roles=KEEPERS),
    "POST media.open_recording": _REVIEWED,
    "POST media.open_recording of one's own": _OWN,
    "POST media.place_hold": Only(somebodys, roles=KEEPERS, send=_HOLD),
    "POST recalls.answer": _ANSWERING,
    "POST recalls.stop": Only(a_recall, roles=HOLDERS, hidden=True),
}
