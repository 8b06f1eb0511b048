"""Top-ups of ours, and what lies at Stripe that they are for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import cursors
from foundation.actors import Actor
from foundation.clock import now
from foundation.cursors import Page
from foundation.money import Money
from foundation.statements import among
from payouts.capital import policy
from payouts.capital.errors import TopUpNotFound
from payouts.capital.models import OwnTopUp, OwnTopUpState
from payouts.intents.models import Intent, IntentOutcome, Result
from payouts.journal.balances import balances_of
from payouts.journal.chart import Kind
from payouts.journal.models import JournalAccount

PAGE = 50
CANCEL = "own-top-up-cancel"
_MAY_BE_REVERSED = timedelta(days=90)
"""So long a bank may take a debit back."""


def visible(session: Session, top_up_id: UUID, actor: Actor, *, lock: bool = False) -> OwnTopUp:
    if not policy.may_top_up(actor):
        raise TopUpNotFound
    found = session.get(OwnTopUp, top_up_id, with_for_update=lock or None)
    if found is None:
        raise TopUpNotFound
    return found


def listed(session: Session, *, after: str | None, limit: int = PAGE) -> Page[OwnTopUp]:
    """The newest first."""
    of = OwnTopUp
    page: Page[Any] = cursors.page_of(
        session, select(of.asked_at, of.id), of.asked_at, of.id, after=after, limit=limit
    )
    wanted = select(of).where(among(session, of.id, [row.id for row in page.items]))
    rows = session.scalars(wanted.order_by(of.asked_at.desc(), of.id.desc())).all()
    return Page(rows, page.next)


def at_stripe(session: Session) -> list[tuple[Kind, Money]]:
    """Of ours by our books: ready to be sent, and not yet."""
    kinds = (Kind.STRIPE_AVAILABLE, Kind.STRIPE_PENDING)
    of = JournalAccount
    wanted = select(of.id).where(of.kind.in_([each.value for each in kinds]))
    found = balances_of(session, session.scalars(wanted).all())
    return [(each.account.kind, each.posted) for each in found]


def proposed(session: Session) -> Sequence[OwnTopUp]:
    wanted = select(OwnTopUp).where(OwnTopUp.state == OwnTopUpState.PROPOSED)
    return session.scalars(wanted.order_by(OwnTopUp.asked_at, OwnTopUp.id)).all()


def unknown(session: Session) -> Sequence[UUID]:
    """Asked of Stripe, and nobody knows what came of it."""
    wanted = select(OwnTopUp.id).where(OwnTopUp.state == OwnTopUpState.ASKED)
    return session.scalars(wanted.order_by(OwnTopUp.asked_at, OwnTopUp.id)).all()


def cancelling(session: Session) -> Sequence[UUID]:
    """Asked for, and nobody knows what Stripe said."""
    certain = select(IntentOutcome.intent_id).where(IntentOutcome.result != Result.UNKNOWN)
    wanted = (
        select(OwnTopUp.id)
        .join(Intent, Intent.subject_id == OwnTopUp.id)
        .where(Intent.about == CANCEL, Intent.id.not_in(certain))
        .where(OwnTopUp.state == OwnTopUpState.PENDING)
    )
    return session.scalars(wanted.order_by(Intent.made_at, OwnTopUp.id)).all()


def to_read_again(session: Session, at: datetime | None = None) -> Sequence[UUID]:
    """What is on its way, and what our bank may still take back."""
    at = at or now()
    of = OwnTopUp
    wanted = select(of.id).where(
        of.stripe_id.is_not(None),
        (of.state == OwnTopUpState.PENDING)
        | ((of.state == OwnTopUpState.SUCCEEDED) & (of.changed_at > at - _MAY_BE_REVERSED)),
    )
    return session.scalars(wanted.order_by(of.asked_at, of.id)).all()


def about(session: Session, at_stripe: str) -> UUID | None:
    return session.scalar(select(OwnTopUp.id).where(OwnTopUp.stripe_id == at_stripe))


def has_asked(session: Session) -> bool:
    wanted = select(OwnTopUp.id).where(OwnTopUp.stripe_id.is_not(None))
    return session.scalar(wanted.limit(1)) is not None
