"""Appeals: what others decided about a performer's consent is looked at again, by somebody else."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant, State
from consent.grants.suspending import not_lifted
from consent.ledger.explaining.words import SuspensionCause, said
from consent.media.holding import holds_on
from consent.media.models import LegalHold
from consent.recordings.models import PausedGrant, Recording, StandingPause
from consent.recordings.naming import titles
from consent.rights.errors import AppealOpen, NothingToAppeal
from consent.rights.lifting import holding
from consent.rights.models import BulkEnding
from consent.rights.pausing import OWN_CAUSES
from consent.rights.queries import own_grants_of
from consent.rights.withdrawing import own_grants
from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.audit import AuditEvent
from foundation.cases.appeals import appeals_of, open_appeal
from foundation.cases.models import Case, CaseState
from foundation.database import transaction

_DECISIONS = (
    "invalidation.confirmed",
    "invalidation.proposed",
    "right.suspended",
    "right.terminated",
)
_ABOUT = re.compile(r"/rights/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")


class Kind(StrEnum):
    INVALIDATED = "invalidated"
    TERMINATED = "terminated"
    SUSPENDED = "suspended"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Decision:
    """Of ours, about one recording, that stands."""

    kind: Kind
    sentence: str


def appeal(recording_id: UUID, kind: Kind, note: str, *, actor: Actor) -> UUID:
    """By whose consent it is. Gives the case, in which everything else happens."""
    with transaction() as session:
        grants = own_grants(session, recording_id, actor)
        against = [each for each in _decisions(session, grants) if each.kind is kind]
        if not against:
            raise NothingToAppeal
        about = _about(recording_id)
        if any(each.state is not CaseState.CLOSED for each in appeals_of(session, actor.id, about)):
            raise AppealOpen
        recording = session.get_one(Recording, recording_id)
        title = titles(session, [recording])[recording_id]
        case = open_appeal(
            session,
            subject=f"Appeal: {title}",
            text=f"{against[0].sentence}\n\n{note.strip()}",
            about=about,
            power=Power.KEEP_RIGHTS,
            actor=actor,
        )
        audit.record(session, actor, "decision.appealed", recording_id, kind=kind.value)
        return case.id


def appealable(session: Session, grants: Sequence[Grant]) -> list[Decision]:
    """What stands against one performer's grants for a recording, each kind once."""
    return list({each.kind: each for each in _decisions(session, grants)}.values())


def appeals(session: Session, recording_id: UUID, actor: Actor) -> Sequence[Case]:
    return appeals_of(session, actor.id, _about(recording_id))


def shown(session: Session, recording_id: UUID, actor: Actor) -> dict[str, Any]:
    """For the recording's page: what we decided, and what its performer says against it."""
    decisions = appealable(session, own_grants_of(session, actor.id, [recording_id]))
    appealed = appeals(session, recording_id, actor)
    is_open = any(each.state is not CaseState.CLOSED for each in appealed)
    may_appeal = bool(decisions) and not is_open
    return {"decisions": decisions, "appeals": appealed, "may_appeal": may_appeal}


def deciders_about(session: Session, about: str) -> Collection[UUID]:
    """For `hooks.judged_by`: who decided something about the recording of this page."""
    found = _ABOUT.fullmatch(about)
    return _deciders(session, UUID(found[1])) if found else ()


def _decisions(session: Session, grants: Sequence[Grant]) -> Iterator[Decision]:
    rights = rights_of(session, grants)
    states = {rights[grant.id].state for grant in grants}
    if State.INVALIDATED in states:
        yield Decision(Kind.INVALIDATED, "Your consent was found never to have been valid.")
    if State.TERMINATED in states:
        yield Decision(Kind.TERMINATED, "Your consent was ended by us.")
    for pauses in not_lifted(session, [grant.id for grant in grants]).values():
        for each in pauses:
            cause = SuspensionCause(each.cause)
            if cause not in OWN_CAUSES and holding(each):
                yield Decision(Kind.SUSPENDED, f"Your consent is paused by us: {said(cause)}.")
    for until in holds_on(session, {grant.recording_id for grant in grants}).values():
        day = f"{until:%-d %B %Y}"
        yield Decision(Kind.HELD, f"Its files are kept until the end of {day}, by a legal hold.")


def _deciders(session: Session, recording_id: UUID) -> set[UUID]:
    grants = session.scalars(select(Grant).where(Grant.recording_id == recording_id)).all()
    recording = session.get(Recording, recording_id)
    if recording is None or not grants:
        return set()
    ids, people = [grant.id for grant in grants], {grant.performer_id for grant in grants}
    clients = {grant.client_id or recording.client_id for grant in grants}
    asked = (
        select(AuditEvent.actor_id).where(
            AuditEvent.subject_id.in_([recording_id, *ids]), AuditEvent.action.in_(_DECISIONS)
        ),
        select(LegalHold.placed_by).where(LegalHold.recording_id == recording_id),
        select(StandingPause.begun_by)
        .join(PausedGrant, PausedGrant.pause_id == StandingPause.id)
        .where(PausedGrant.grant_id.in_(ids)),
        select(BulkEnding.ordered_by).where(
            BulkEnding.cause.is_not(None),
            BulkEnding.performer_id.in_(people) | BulkEnding.client_id.in_(clients),
        ),
    )
    found = {person for each in asked for person in session.scalars(each)}
    return found - people - {SYSTEM.id}


def _about(recording_id: UUID) -> str:
    return f"/rights/{recording_id}"
