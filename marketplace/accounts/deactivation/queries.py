"""What is asked about deactivations."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.actors import Actor, Power
from foundation.cursors import Page, page_of
from foundation.hooks import Waiting
from marketplace.accounts.deactivation import steps
from marketplace.accounts.deactivation.errors import DeactivationNotFound
from marketplace.accounts.deactivation.models import Deactivation, DeactivationWords
from marketplace.accounts.models import Account

_ABOUT = re.compile(r"/compliance/deactivations/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
_MOST = 200


@dataclass(frozen=True, slots=True)
class Decided:
    row: Deactivation
    evidence: str
    answer: str


def path_of(deactivation_id: UUID) -> str:
    return f"/compliance/deactivations/{deactivation_id}"


def own(session: Session, account_id: UUID) -> Decided | None:
    """The one that stands."""
    row = steps.standing(session, account_id)
    return _with_words(session, row) if row else None


def decided(session: Session, deactivation_id: UUID, *, actor: Actor) -> Decided:
    actor.require_power(Power.KEEP_RIGHTS)
    row = session.get(Deactivation, deactivation_id)
    if row is None:
        raise DeactivationNotFound
    return _with_words(session, row)


def all_of(session: Session, *, actor: Actor) -> Sequence[Deactivation]:
    """Newest first; those that wait for a decision stand on the home page, too."""
    actor.require_power(Power.KEEP_RIGHTS)
    newest = select(Deactivation).order_by(Deactivation.decided_at.desc(), Deactivation.id)
    return session.scalars(newest.limit(_MOST)).all()


def page(session: Session, *, actor: Actor, after: str | None, limit: int) -> Page[Any]:
    """Newest first."""
    actor.require_power(Power.KEEP_RIGHTS)
    of = Deactivation
    wanted = select(of, of.decided_at, of.id)
    return page_of(session, wanted, of.decided_at, of.id, after=after, limit=limit)


def person(session: Session, account_id: UUID, *, actor: Actor) -> str:
    """Their name, for the form that decides about them."""
    actor.require_power(Power.KEEP_RIGHTS)
    found = session.get(Account, account_id)
    if found is None or found.closed_at is not None:
        raise DeactivationNotFound
    return found.name


def deciders_about(session: Session, about: str) -> set[UUID]:
    """For `hooks.judged_by`."""
    named = _ABOUT.fullmatch(about)
    row = session.get(Deactivation, UUID(named.group(1))) if named else None
    return {row.decided_by} if row else set()


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`: appeals for those who had no part, and one's own account."""
    own_row = steps.standing(session, actor.id)
    if own_row is not None:
        label = "Your account is to be deactivated: read why, and appeal"
        yield Waiting(label, "/deactivated", own_row.takes_effect_at)
    if Power.KEEP_RIGHTS not in actor.powers:
        return
    of = Deactivation
    waits = of.case_id.is_not(None) & of.upheld_at.is_(None) & of.ended_at.is_(None)
    wanted = select(of).where(waits, of.decided_by != actor.id).order_by(of.appeal_due_at, of.id)
    for row in session.scalars(wanted.limit(_MOST)):
        yield Waiting("An appeal against a deactivation", path_of(row.id), row.appeal_due_at)


def _with_words(session: Session, row: Deactivation) -> Decided:
    words = session.get(DeactivationWords, row.id)
    return Decided(row, words.evidence if words else "", words.answer if words else "")
