"""What compliance looks at before it changes what others gave; looking is on record."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from consent.grants.knowing import rights_of
from consent.grants.models import Grant
from consent.keeping.readings import Shown, put_on_record
from consent.ledger.explaining.words import said
from consent.recordings.models import StandingPause
from consent.rights.errors import RightNotFound
from consent.rights.models import Invalidation
from consent.rights.pausing import OWN_CAUSES
from consent.signing.naming import papers_called
from foundation import hooks
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction


@dataclass(frozen=True, slots=True)
class Consent:
    """One grant of the recording."""

    grant_id: UUID
    thread: str
    performer: str
    called: str
    state: str
    ends_on: date
    paused: bool


@dataclass(frozen=True, slots=True)
class Overseen:
    recording_id: UUID
    consents: tuple[Consent, ...]


def oversee_recording(recording_id: UUID, *, actor: Actor) -> Overseen:
    """On record for everybody in it."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        wanted = select(Grant).where(Grant.recording_id == recording_id)
        grants = session.scalars(wanted.order_by(Grant.made_at, Grant.id)).all()
        if not grants:
            raise RightNotFound(recording_id)
        put_on_record(session, actor, Shown.STORY, {grant.performer_id for grant in grants})
        rights = rights_of(session, grants)
        names = hooks.names(session, {grant.performer_id for grant in grants})
        called = papers_called(session, grants, rights)
        found = [
            Consent(
                grant.id,
                grant.thread,
                names.get(grant.performer_id, str(grant.performer_id)),
                called[grant.id],
                said(rights[grant.id].state),
                rights[grant.id].ends_on,
                rights[grant.id].suspended,
            )
            for grant in grants
        ]
    return Overseen(recording_id, tuple(found))


def standing_now(session: Session, actor: Actor) -> dict[str, Any]:
    """Pauses for a cause, and what waits for a second person."""
    pauses = session.scalars(
        select(StandingPause)
        .where(StandingPause.stands_for.is_not(None), StandingPause.cause.not_in(OWN_CAUSES))
        .where(or_(StandingPause.until.is_(None), StandingPause.until >= now().date()))
        .order_by(StandingPause.begun_at, StandingPause.id)
    ).all()
    open_ = session.scalars(
        select(Invalidation)
        .where(Invalidation.outcome.is_(None))
        .order_by(Invalidation.proposed_at)
    ).all()
    people = {each.performer_id for each in pauses} | {each.client_id for each in pauses}
    proposers = {each.proposed_by for each in open_}
    names = hooks.names(session, {each for each in people | proposers if each})
    return {
        "pauses": [(each, _scope(each, names)) for each in pauses],
        "proposed": [
            (each, names.get(each.proposed_by, "Somebody"), each.proposed_by != actor.id)
            for each in open_
        ],
        "said": said,
    }


def _scope(pause: StandingPause, names: dict[UUID, str]) -> str:
    client = pause.client_id and names.get(pause.client_id, str(pause.client_id))
    performer = pause.performer_id and names.get(pause.performer_id, str(pause.performer_id))
    if client and performer:
        return f"What {performer} gave for {client}"
    return f"All given for {client}" if client else f"All that {performer} gave"
