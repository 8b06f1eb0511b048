"""Postings on the accounts that stand for balances at Stripe, as those accounts see them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import literal, or_, select
from sqlalchemy.orm import Session

from foundation.statements import among
from payouts.journal import balances
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.models import MOVED, JournalAccount, Posting, PostingKey
from payouts.reconciliation.models import Difference
from payouts.transfers.models import Attempt, AttemptState, Step


class Movement(NamedTuple):
    """By its name at Stripe, or by the key of our posting where nobody named it."""

    subject: str
    currency: str


def totals(session: Session, kinds: Collection[Kind]) -> list[balances.Balance]:
    wanted = select(JournalAccount.id).where(JournalAccount.kind.in_([k.value for k in kinds]))
    ids = session.scalars(wanted).all()
    return list(balances.balances_of(session, ids)) if ids else []


def postings(session: Session, kinds: Collection[Kind], since: datetime) -> list[Any]:
    """Each once for each of its two accounts that is of these kinds."""
    first = select(Posting.id, Posting.group_id).subquery()
    found: list[Any] = []
    for side, is_debit in ((Posting.debit_id, True), (Posting.credit_id, False)):
        wanted = (
            select(
                Posting.amount_minor,
                Posting.currency,
                Posting.purpose,
                Posting.cause_id,
                Posting.effective_at,
                Posting.group_id,
                PostingKey.key,
                JournalAccount.owner_id,
                first.c.group_id.label("first_group"),
                literal(is_debit).label("is_debit"),
            )
            .join(JournalAccount, JournalAccount.id == side)
            .join(PostingKey, PostingKey.id == Posting.group_id)
            .outerjoin(first, first.c.id == Posting.resolves_id)
            .where(
                JournalAccount.kind.in_([kind.value for kind in kinds]),
                Posting.phase.in_(MOVED),
                or_(
                    Posting.effective_at >= since,
                    Posting.purpose == Purpose.DIFFERENCE.value,
                ),
            )
        )
        found += session.execute(wanted)
    return found


def done(session: Session, payouts: Collection[UUID]) -> dict[tuple[UUID, Step], str]:
    of = Attempt
    wanted = select(of.payout_id, of.step, of.stripe_id).where(
        among(session, of.payout_id, payouts), of.state == AttemptState.DONE
    )
    return {(row.payout_id, row.step): row.stripe_id for row in session.execute(wanted)}


def differences(session: Session, ids: Collection[UUID]) -> dict[UUID, Difference]:
    wanted = select(Difference).where(among(session, Difference.id, ids))
    return {each.id: each for each in session.scalars(wanted)}


def place_account(place: str, currency: str) -> Account:
    """Where a posting mends our books of this place."""
    if not place:
        return platform(Kind.STRIPE_AVAILABLE, currency)
    return Account(Kind.CONNECTED, UUID(place), currency)
