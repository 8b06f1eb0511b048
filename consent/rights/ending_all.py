"""Ending many grants by one will: a performer withdraws, or compliance terminates.

Ordered in one transaction, from which on nothing of it is permitted; carried out in small ones
after it. What has not ended is still to do.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.grants.ordering import end_told, is_ordered, order_ends
from consent.ledger import outbox
from consent.ledger.explaining.consenting import ConsentTerminated, ConsentWithdrawn
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.typed import one_line
from consent.ledger.explaining.words import Ending, said
from consent.recordings.for_whom import given_to
from consent.rights import news
from consent.rights.errors import GrantNotFound, NothingAllowed, ReasonMissing
from consent.rights.living import living, under_locks
from consent.rights.models import BulkEnding
from consent.rights.reaching import at_once
from consent.rights.telling import about, tell
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.following import once_kept
from foundation.statements import changed

LOOKED_BEHIND = timedelta(hours=1)
"""Far longer than any transaction that registers recordings takes."""


def withdraw_all(*, client_id: UUID | None = None, reason: str | None = None, actor: Actor) -> UUID:
    """All that one gave, or gave for one client. There is no way back."""
    ending = BulkEnding(
        performer_id=actor.id,
        client_id=client_id,
        reason=one_line(reason or ""),
        ordered_by=actor.id,
        ordered_as=actor.role,
    )
    with transaction() as session:
        _order(session, ending)
        audit.record(session, actor, "rights.withdrawn", ending.id)
        return ending.id


def terminate_all(
    cause: Ending,
    reason: str,
    *,
    client_id: UUID | None = None,
    performer_id: UUID | None = None,
    actor: Actor,
) -> UUID:
    """By compliance: all that a client was given, that a performer gave, or both."""
    ending = BulkEnding(
        performer_id=performer_id,
        client_id=client_id,
        cause=cause,
        reason=one_line(reason),
        ordered_by=actor.id,
        ordered_as=actor.role,
    )
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        if not ending.reason:
            raise ReasonMissing
        if performer_id is None and client_id is None:
            raise NothingAllowed
        _order(session, ending)
        audit.record(session, actor, "rights.terminated", ending.id, cause=cause)
        return ending.id


def terminate_grant(grant_id: UUID, cause: Ending, reason: str, *, actor: Actor) -> None:
    """By compliance, one performer's consent for one recording under one agreement."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        if not (why := one_line(reason)):
            raise ReasonMissing
        found = under_locks(session, living().where(Grant.id == grant_id))
        if not found:
            raise GrantNotFound(grant_id)
        told = ConsentTerminated(**about(found[0]), cause=cause, reason=why)
        tell(session, [(found[0], told)], role=actor.role)
        audit.record(session, actor, "right.terminated", grant_id, cause=cause)
        news.tell_of_many(session, "rights.terminated", found[0].performer_id, 1, cause=said(cause))


def carry_out(ending_id: UUID) -> int:
    """Gives how many grants ended by this call."""
    done = 0
    while found := _end_some(ending_id):
        done += found
    return done


def _order(session: Session, ending: BulkEnding) -> None:
    """From the commit on nothing of it is permitted. A delivery at this moment waits, and is then
    refused; or it came first and is found among the holders. What another will has ordered already
    is not meant again."""
    ending.ordered_at = now()  # Not before whoever registers now, and kept us waiting.
    session.add(ending)
    session.flush()
    meant = living_for(ending)
    outbox.lock_threads(session, session.scalars(meant.with_only_columns(Grant.thread)).all())
    meant = meant.where(~is_ordered())
    if session.scalar(meant.limit(1)) is None:
        raise NothingAllowed
    order_ends(session, ending.id, meant, at=ending.ordered_at)
    once_kept(session, partial(at_once, carry_out, ending.id))


def living_for(ending: BulkEnding) -> Select[Grant]:
    query = living().where(Grant.made_at <= ending.ordered_at)
    if ending.performer_id is not None:
        query = query.where(Grant.performer_id == ending.performer_id)
    if ending.client_id is not None:
        query = query.where(given_to(ending.client_id))
    return query


def _end_some(ending_id: UUID) -> int:
    with transaction() as session:
        wanted = select(BulkEnding).where(BulkEnding.id == ending_id).with_for_update()
        ending = session.scalars(wanted).one()
        grants = under_locks(session, living_for(ending))
        if not grants and ending.finished_at is not None:
            return 0
        tell(session, [(each, _ended(ending, each)) for each in grants], role=ending.ordered_as)
        end_told(session, ending.id)
        ending.ended += len({each.recording_id for each in grants})
        if ending.cause is not None:
            _tell_performers(session, ending, grants)
        if session.scalar(living_for(ending).limit(1)) is None:
            _finish(session, ending)
        return len(grants)


def _ended(ending: BulkEnding, grant: Grant) -> Opening:
    reason = ending.reason or None
    if ending.cause is None:
        return ConsentWithdrawn(**about(grant), reason=reason)
    return ConsentTerminated(**about(grant), cause=ending.cause, reason=reason)


def _finish(session: Session, ending: BulkEnding) -> None:
    """The words are with the entries now, where they can be erased with the rest."""
    once = update(BulkEnding).where(BulkEnding.id == ending.id, BulkEnding.finished_at.is_(None))
    if not changed(session, once.values(finished_at=now(), reason="")):
        return
    if ending.cause is None and ending.performer_id is not None:
        news.tell_of_many(session, "rights.all_withdrawn", ending.performer_id, ending.ended)


def _tell_performers(session: Session, ending: BulkEnding, grants: Sequence[Grant]) -> None:
    recordings: dict[UUID, set[UUID]] = {}
    for grant in grants:
        recordings.setdefault(grant.performer_id, set()).add(grant.recording_id)
    for performer, theirs in sorted(recordings.items()):
        news.tell_of_many(
            session, "rights.terminated", performer, len(theirs), cause=said(str(ending.cause))
        )


def unfinished(session: Session) -> Sequence[UUID]:
    """The oldest first, and those that somebody registering at the same moment came behind."""
    of = BulkEnding
    open_ = select(of.id).where(of.finished_at.is_(None))
    return [*session.scalars(open_.order_by(of.ordered_at, of.id)), *_overtaken(session)]


def _overtaken(session: Session) -> Iterator[UUID]:
    """A grant that was made before an order and kept after it: the order did not see it. Until its
    take is accepted it permits review alone, so that nothing leaves before it ends too."""
    of, since = BulkEnding, now() - LOOKED_BEHIND
    for ending in session.scalars(select(of).where(of.finished_at > since).order_by(of.id)):
        just_made = Grant.made_at > ending.ordered_at - LOOKED_BEHIND
        if session.scalar(living_for(ending).where(just_made).limit(1)) is not None:
            yield ending.id
