"""What happens with a breach: it is recorded, those concerned are told, it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.jurisdictions.queries import value
from consent.jurisdictions.words import EVERYWHERE, RuleCode
from consent.licences.breaches import news, policy, queries
from consent.licences.breaches.errors import (
    AlreadyNotified,
    BreachClosed,
    BreachNotFound,
    LearnedLater,
    NotNotified,
    NotOpenToClient,
)
from consent.licences.breaches.models import (
    Breach,
    BreachOutcome,
    BreachRecording,
    BreachState,
    BreachWords,
)
from consent.licences.concerned import open_to
from consent.licences.queries import licence_for
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBreach:
    client_id: UUID
    learned_at: datetime
    what: str
    recordings: Sequence[UUID] = field(default=())


def record_breach(new: NewBreach, *, actor: Actor) -> UUID:
    """By the client itself or by compliance, who are told. The clock runs from the learning."""
    if new.learned_at > now():
        raise LearnedLater
    with transaction() as session:
        actor.require(policy.may_record(actor, new.client_id))
        _refuse_others(session, new)
        days = (new.learned_at.date(), now().date())
        licensed = next(
            filter(None, (licence_for(session, new.client_id, on) for on in days)), None
        )
        breach = Breach(
            client_id=new.client_id,
            licence_id=licensed.licence_id if licensed else None,
            learned_at=new.learned_at,
            notify_by=new.learned_at + _hours(session),
            recorded_by=actor.id,
        )
        session.add(breach)
        session.flush()
        session.add(BreachWords(breach_id=breach.id, what=new.what))
        for recording in sorted(set(new.recordings)):
            session.add(BreachRecording(breach_id=breach.id, recording_id=recording))
        audit.record(session, actor, "breach.recorded", breach.id)
        news.tell_keepers(session, breach, "breach.recorded")
        return breach.id


def tell_performers(breach_id: UUID, seen: int, told: str, *, actor: Actor) -> int:
    """Says to every performer concerned what happened; authorities are told outside. How many."""
    with transaction() as session:
        breach = _locked(session, breach_id, seen, actor)
        if breach.state is not BreachState.RECORDED:
            raise AlreadyNotified
        performers = queries.performers(session, breach)
        breach.state, breach.notified_at, breach.notified_by = (
            BreachState.NOTIFIED,
            now(),
            actor.id,
        )
        breach.performers_told = len(performers)
        queries.words(session, breach).told = told
        audit.record(session, actor, "breach.notified", breach.id, performers=len(performers))
        news.tell_performers(session, breach, performers)
        return len(performers)


def close_breach(
    breach_id: UUID, seen: int, outcome: BreachOutcome, closing: str, *, actor: Actor
) -> None:
    with transaction() as session:
        breach = _locked(session, breach_id, seen, actor)
        if breach.state is BreachState.RECORDED and outcome is not BreachOutcome.NO_BREACH:
            raise NotNotified
        breach.state, breach.outcome = BreachState.CLOSED, outcome
        breach.closed_at, breach.closed_by = now(), actor.id
        queries.words(session, breach).closing = closing
        audit.record(session, actor, "breach.closed", breach.id, outcome=outcome.value)
        news.tell_client(session, breach)


def _hours(session: Session) -> timedelta:
    code = RuleCode.BREACH_NOTICE_HOURS
    return timedelta(hours=value(session, EVERYWHERE, code, now().date()))


def _refuse_others(session: Session, new: NewBreach) -> None:
    """What a client never could have is not its breach, and tells it nothing that it is ours."""
    open_ = open_to(session, new.recordings, new.client_id)
    for recording in new.recordings:
        if recording not in open_:
            raise NotOpenToClient(str(recording))


def _locked(session: Session, breach_id: UUID, seen: int, actor: Actor) -> Breach:
    """For compliance, as they saw it."""
    actor.require_power(Power.KEEP_RIGHTS)
    found = session.scalar(select(Breach).where(Breach.id == breach_id).with_for_update())
    if found is None:
        raise BreachNotFound(breach_id)
    if found.state is BreachState.CLOSED:
        raise BreachClosed
    if found.version != seen:
        raise AlreadyNotified
    return found
