"""Pauses that stand over many grants: a strike by one's own switch, a client, a cause.

Begun and lifted in one transaction, carried to each grant in small ones after it. A crash in
between leaves rows that say what is still to do, and a job goes on.
"""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import SuspensionCause, Use
from consent.licences.breaches import queries as breaches
from consent.licences.breaches.models import BreachOutcome
from consent.recordings.models import StandingPause
from consent.rights import news, policy, queries, reaching
from consent.rights.errors import NoBreach, NotYourCause, PausedAlready, PauseNotFound
from consent.rights.lifting import mask
from consent.rights.pausing import OWN_CAUSES, refuse_past
from foundation import audit, hooks
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.following import once_kept


def begin_own_pause(
    cause: SuspensionCause,
    *,
    client_id: UUID | None = None,
    until: date | None = None,
    uses: frozenset[Use] | None = None,
    actor: Actor,
) -> UUID:
    """By a performer, over all that they gave, or gave for one client."""
    if cause not in OWN_CAUSES:
        raise NotYourCause
    pause = _pause(cause, actor, performer_id=actor.id, client_id=client_id, until=until)
    pause.uses = mask(tuple(uses) if uses is not None else None)
    return _begin(pause, actor)


def begin_pause_for_cause(
    cause: SuspensionCause,
    *,
    performer_id: UUID | None = None,
    client_id: UUID | None = None,
    until: date | None = None,
    actor: Actor,
) -> UUID:
    """By compliance, over all that was given to a client, by a performer, or both."""
    actor.require_power(Power.KEEP_RIGHTS)
    if cause in OWN_CAUSES or (performer_id is None and client_id is None):
        raise NotYourCause
    return _begin(
        _pause(cause, actor, performer_id=performer_id, client_id=client_id, until=until), actor
    )


def pause_for_breach(breach_id: UUID, *, actor: Actor) -> UUID:
    """By compliance, over all that was given to the client that broke what it agreed to, until
    somebody lifts it."""
    try:
        with transaction() as session:
            actor.require_power(Power.KEEP_RIGHTS)
            breach = breaches.breach(session, breach_id, actor).breach
            if breach.outcome is BreachOutcome.NO_BREACH:
                raise NoBreach
            cause, client = SuspensionCause.CLIENT_BREACH, breach.client_id
            pause = _pause(cause, actor, performer_id=None, client_id=client, until=None)
            audit.record(session, actor, "breach.paused", breach.id)
            return _keep(session, pause, actor)
    except IntegrityError:
        raise PausedAlready from None


def lift_own_pause(pause_id: UUID, *, actor: Actor) -> None:
    def mine(pause: StandingPause) -> bool:
        own = pause.performer_id is not None and policy.may_change(actor, pause.performer_id)
        return own and pause.cause in OWN_CAUSES

    _lift(pause_id, mine, actor)


def lift_pause_for_cause(pause_id: UUID, *, actor: Actor) -> None:
    actor.require_power(Power.KEEP_RIGHTS)
    _lift(pause_id, lambda pause: pause.cause not in OWN_CAUSES, actor)


def _pause(
    cause: SuspensionCause,
    actor: Actor,
    *,
    performer_id: UUID | None,
    client_id: UUID | None,
    until: date | None,
) -> StandingPause:
    refuse_past(until)
    return StandingPause(
        performer_id=performer_id,
        client_id=client_id,
        cause=cause,
        until=until,
        begun_by=actor.id,
        begun_as=actor.role,
        stands_for=f"{cause}:{performer_id}:{client_id}",
    )


def _begin(pause: StandingPause, actor: Actor) -> UUID:
    try:
        with transaction() as session:
            return _keep(session, pause, actor)
    except IntegrityError:
        raise PausedAlready from None


def _keep(session: Session, pause: StandingPause, actor: Actor) -> UUID:
    _make_room(session, pause)
    session.add(pause)
    session.flush()
    audit.record(session, actor, "pause.begun", pause.id, cause=pause.cause)
    _tell(session, "rights.pause_begun", pause)
    once_kept(session, partial(reaching.at_once, reaching.reach_pending, pause.id))
    return pause.id


def _make_room(session: Session, pause: StandingPause) -> None:
    """One of the same kind whose last day has passed holds nothing any more."""
    of = StandingPause
    over = update(of).where(of.stands_for == pause.stands_for, of.until < now().date())
    session.execute(over.values(stands_for=None))


def _lift(pause_id: UUID, may: Callable[[StandingPause], bool], actor: Actor) -> None:
    with transaction() as session:
        pause = session.scalar(
            select(StandingPause).where(StandingPause.id == pause_id).with_for_update()
        )
        if pause is None or pause.lifted_at is not None or not may(pause):
            raise PauseNotFound(pause_id)
        pause.stands_for, pause.lifted_at, pause.lifted_as = None, now(), actor.role
        audit.record(session, actor, "pause.lifted", pause.id, cause=pause.cause)
        _tell(session, "rights.pause_lifted", pause)
        once_kept(session, partial(reaching.at_once, reaching.lift_pending, pause.id))


def _tell(session: Session, kind: str, pause: StandingPause) -> None:
    """A pause over a whole client is told grant by grant, as it reaches them."""
    if pause.performer_id is None:
        return
    whom = _client(session, pause.performer_id, pause.client_id) if pause.client_id else ""
    scope = f" for {whom}" if whom else ""
    news.tell_of_many(session, kind, pause.performer_id, scope=scope)


def _client(session: Session, performer_id: UUID, client_id: UUID) -> str:
    """Named to whom it recorded: an id that somebody found, or a sealed one, tells no name."""
    known = {client_id} & set(queries.clients_of(session, performer_id))
    return hooks.names(session, known).get(client_id, "one client")
