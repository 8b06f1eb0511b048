"""Letting somebody read one's rights until a day, and ending that at once."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consent.delegations import news, queries
from consent.delegations.errors import AlreadyEnded, NothingChosen, NotThatLong, NotYourself
from consent.delegations.models import (
    DelegatedClient,
    DelegatedRecording,
    Delegation,
    DelegationAddress,
    DelegationEnd,
    Observing,
)
from foundation import audit, hooks, throttle
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.statements import insert_unless_there

LONGEST = timedelta(days=3 * 366)
_LAST_DAY = date.max - timedelta(days=1)
"""That has a day after it."""
MOST_A_DAY = 20
"""Each tells somebody by mail: nobody is to be written to without end."""


def delegate_reading(
    email: str,
    observing: Observing,
    until: date,
    *,
    clients: Collection[UUID] | None = None,
    actor: Actor,
) -> UUID:
    """Of one's own rights: all of them, or those about some clients' recordings."""
    with transaction() as session:
        throttle.spend(
            session, bucket=f"delegations:{actor.id}", limit=MOST_A_DAY, per=timedelta(days=1)
        )
        _refuse_scope(clients)
        observer_id = _observer(session, email, actor)
        delegation = Delegation(
            performer_id=actor.id,
            observer_id=observer_id,
            observing=observing.value,
            opened_by=actor.id,
            until=_refuse_long(until),
        )
        keep(session, delegation, email, clients=clients or ())
        audit.record(session, actor, "delegation.opened", delegation.id)
        news.tell_opened(session, delegation)
        return delegation.id


def open_to_auditor(
    email: str,
    until: date,
    *,
    clients: Collection[UUID] = (),
    recordings: Collection[UUID] = (),
    registered: tuple[date, date] | None = None,
    actor: Actor,
) -> UUID:
    """By compliance, to somebody outside: named clients or recordings, or what was registered
    from one day to another, or several of these together. Each reading is on record."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        if not clients and not recordings and registered is None:
            raise NothingChosen
        observer_id = _observer(session, email, actor)
        from_at, before_at = _period(registered)
        delegation = Delegation(
            performer_id=None,
            observer_id=observer_id,
            observing=Observing.AUDITOR.value,
            opened_by=actor.id,
            until=_refuse_long(until),
            from_at=from_at,
            before_at=before_at,
        )
        keep(session, delegation, email, clients=clients, recordings=recordings)
        audit.record(session, actor, "delegation.opened", delegation.id)
        news.tell_opened(session, delegation)
        return delegation.id


def end_delegation(delegation_id: UUID, *, actor: Actor) -> None:
    """At once: what is asked for after this is refused."""
    with transaction() as session:
        delegation = queries.one(session, delegation_id, actor)
        if queries.ends(session, [delegation.id]):
            raise AlreadyEnded
        ended = {"ended_by": actor.id, "ended_at": now()}
        if not insert_unless_there(session, DelegationEnd, delegation_id=delegation.id, **ended):
            raise AlreadyEnded
        audit.record(session, actor, "delegation.ended", delegation.id)
        news.tell_ended(session, delegation)


def keep(
    session: Session,
    delegation: Delegation,
    email: str,
    *,
    clients: Collection[UUID] = (),
    recordings: Collection[UUID] = (),
) -> None:
    """A step."""
    session.add(delegation)
    session.flush()
    of = {"delegation_id": delegation.id}
    session.add_all(DelegatedClient(**of, client_id=each) for each in sorted(set(clients)))
    session.add_all(DelegatedRecording(**of, recording_id=each) for each in sorted(set(recordings)))
    session.add(DelegationAddress(**of, email=email.lower()))
    session.flush()


def end_all(session: Session, performer_id: UUID, actor: Actor) -> None:
    """A step: of one who leaves."""
    given = queries.given(session, performer_id)
    ended = queries.ends(session, [each.id for each in given])
    for each in given:
        if each.id not in ended:
            session.add(DelegationEnd(delegation_id=each.id, ended_by=actor.id))
    session.flush()


def _observer(session: Session, email: str, actor: Actor) -> UUID | None:
    """Whose proven address this is. The answer is never shown: whether somebody has an account
    here is theirs to say."""
    found = hooks.addresses(session, hooks.people_called(session, email))
    at = {each.email: account_id for account_id, each in found.items()}
    observer_id = at.get(email.lower())
    own = hooks.addresses(session, [actor.id]).get(actor.id)
    if observer_id == actor.id or (own is not None and own.email == email.lower()):
        raise NotYourself
    return observer_id


def _refuse_long(until: date) -> date:
    today = now().date()
    if not today <= until <= today + LONGEST:
        raise NotThatLong(LONGEST.days)
    return until


def _refuse_scope(clients: Collection[UUID] | None) -> None:
    """Some clients, of which none is named, must not become all of them."""
    if clients is not None and not clients:
        raise NothingChosen


def _period(
    registered: tuple[date, date] | None,
) -> tuple[datetime | None, datetime | None]:
    """From the beginning of the first day to the end of the last."""
    if registered is None:
        return None, None
    first, last = registered[0], min(registered[1], _LAST_DAY)
    return _begin(first), _begin(last + timedelta(days=1))


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)
