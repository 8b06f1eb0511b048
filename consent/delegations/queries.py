"""What is asked about delegations."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from consent.delegations import policy
from consent.delegations.errors import DelegationNotFound
from consent.delegations.models import (
    DelegatedClient,
    DelegatedRecording,
    Delegation,
    DelegationAddress,
    DelegationEnd,
)
from consent.delegations.scope import is_live, reaches
from consent.grants.models import Grant
from consent.recordings.for_whom import client_of
from consent.recordings.models import Recording
from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now

_MOST_SHOWN = 200


def may_read_as_observer(
    session: Session, actor: Actor, performer_id: UUID, on: date | None = None
) -> bool:
    """Anything of this performer's. What exactly, `open_grants` tells."""
    wanted = _open(session, actor, on or now().date()).where(Grant.performer_id == performer_id)
    return session.scalar(wanted.limit(1)) is not None


def observes_thread(session: Session, actor: Actor, thread: str) -> bool:
    """For `keeping.policy.observes`."""
    wanted = _open(session, actor, now().date()).where(Grant.thread == thread)
    return session.scalar(wanted.limit(1)) is not None


def open_grants(session: Session, delegation: Delegation) -> Sequence[Grant]:
    """Newest first, of one that is live; as many as a page shows."""
    wanted = select(Grant).join(Delegation, reaches()).where(Delegation.id == delegation.id)
    newest_first = wanted.order_by(Grant.made_at.desc(), Grant.id).limit(_MOST_SHOWN)
    return session.scalars(newest_first).all()


def held(session: Session, actor: Actor) -> Sequence[Delegation]:
    """What this person may read as an observer today."""
    mine = select(Delegation).where(is_live(now().date()), _is_held_by(session, actor))
    return session.scalars(mine.order_by(Delegation.until, Delegation.id)).all()


def held_one(session: Session, delegation_id: UUID, actor: Actor) -> Delegation:
    found = session.scalar(
        select(Delegation).where(
            Delegation.id == delegation_id, is_live(now().date()), _is_held_by(session, actor)
        )
    )
    if found is None:
        raise DelegationNotFound
    return found


def given(session: Session, performer_id: UUID) -> Sequence[Delegation]:
    """By this performer, whether they hold or have ended; newest first."""
    theirs = select(Delegation).where(Delegation.performer_id == performer_id)
    return session.scalars(theirs.order_by(Delegation.opened_at.desc(), Delegation.id)).all()


def opened_to_auditors(session: Session) -> Sequence[Delegation]:
    """By compliance, whether they hold or have ended; newest first."""
    theirs = select(Delegation).where(Delegation.performer_id.is_(None))
    newest_first = theirs.order_by(Delegation.opened_at.desc(), Delegation.id)
    return session.scalars(newest_first.limit(_MOST_SHOWN)).all()


def named_recordings(session: Session, ids: Collection[UUID]) -> dict[UUID, int]:
    """To how many recordings those are limited that are."""
    of = DelegatedRecording
    counted = select(of.delegation_id, func.count()).where(of.delegation_id.in_(ids))
    return {row[0]: row[1] for row in session.execute(counted.group_by(of.delegation_id))}


def clients_with_recordings(session: Session) -> set[UUID]:
    return set(session.scalars(select(Recording.client_id).distinct()))


def one(session: Session, delegation_id: UUID, actor: Actor) -> Delegation:
    """For those who may end it."""
    found = session.get(Delegation, delegation_id)
    if found is None:
        raise DelegationNotFound
    if not policy.may_end(actor, found):
        raise DelegationNotFound
    return found


def ends(session: Session, ids: Collection[UUID]) -> dict[UUID, datetime]:
    """When those were ended that were ended before their day."""
    of = DelegationEnd
    rows = session.execute(select(of.delegation_id, of.ended_at).where(of.delegation_id.in_(ids)))
    return {row.delegation_id: row.ended_at for row in rows}


def addresses(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """As they were typed."""
    of = DelegationAddress
    rows = session.execute(select(of.delegation_id, of.email).where(of.delegation_id.in_(ids)))
    return {row.delegation_id: row.email for row in rows}


def named_clients(session: Session, ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """To whose recordings those are limited that are."""
    of = DelegatedClient
    rows = session.execute(
        select(of.delegation_id, of.client_id)
        .where(of.delegation_id.in_(ids))
        .order_by(of.client_id)
    )
    found: dict[UUID, list[UUID]] = {}
    for row in rows:
        found.setdefault(row.delegation_id, []).append(row.client_id)
    return found


def clients_of(session: Session, performer_id: UUID) -> set[UUID]:
    """Those who have a recording of this performer's."""
    theirs = select(client_of()).join(Recording, Recording.id == Grant.recording_id)
    return set(session.scalars(theirs.where(Grant.performer_id == performer_id).distinct()))


def _open(session: Session, actor: Actor, on: date) -> Select[UUID]:
    live = and_(reaches(), is_live(on), _is_held_by(session, actor))
    return select(Grant.id).join(Delegation, live)


def _is_held_by(session: Session, actor: Actor) -> ColumnElement[bool]:
    """By account; or by a proven address, where no account had it when it was delegated."""
    mine = Delegation.observer_id == actor.id
    address = hooks.addresses(session, [actor.id]).get(actor.id)
    if address is None:
        return mine
    of = DelegationAddress
    named = select(of.delegation_id).where(of.email == address.email)
    return mine | and_(Delegation.observer_id.is_(None), Delegation.id.in_(named))
