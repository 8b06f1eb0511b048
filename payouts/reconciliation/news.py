"""Finance hears of differences that stay."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks, notices
from foundation.actors import Power
from payouts.reconciliation.models import Difference, WriteOff

KINDS = (
    notices.Kind(
        "difference.old",
        "Our books and Stripe's differ for more than a day",
        "Pay",
        may_turn_off=False,
        sentence="{{ count }} difference{{ 's' if count > 1 else '' }} with Stripe"
        " {{ 'are' if count > 1 else 'is' }} there for more than a day. The oldest was first seen"
        " on {{ first|day }}.",
        powers=frozenset((Power.APPROVE_PAY,)),
    ),
    notices.Kind(
        "difference.second_needed",
        "A posting against a difference waits for a second person",
        "Pay",
        may_turn_off=False,
        sentence="{{ name }} asks to post {{ amount_minor|money(currency) }} against a difference"
        " with Stripe. Look at it, and post it or not.",
        powers=frozenset((Power.APPROVE_PAY,)),
    ),
    notices.Kind(
        "difference.posting_refused",
        "A posting against a difference was refused",
        "Pay",
        may_turn_off=False,
        sentence="{{ name }} refused to post {{ amount_minor|money(currency) }} against a"
        " difference with Stripe: {{ because }}",
        powers=frozenset((Power.APPROVE_PAY,)),
    ),
)


def tell_second(session: Session, found: Difference, row: WriteOff) -> None:
    """All who may be the second."""
    to = hooks.holders(session, Power.APPROVE_PAY) - {row.asked_by}
    _tell(session, "difference.second_needed", to, found, row, row.asked_by)


def tell_refused(session: Session, found: Difference, row: WriteOff) -> None:
    by = row.decided_by or row.asked_by
    _tell(session, "difference.posting_refused", {row.asked_by}, found, row, by)


def _tell(
    session: Session, kind: str, to: set[UUID], found: Difference, row: WriteOff, by: UUID
) -> None:
    if to:
        notices.tell(
            session,
            kind=kind,
            to=sorted(to),
            url=f"/finance/reconciliation/{found.id}",
            subject_id=found.id,
            name=hooks.names(session, [by]).get(by, "Somebody"),
            amount_minor=row.off_minor,
            currency=row.currency,
            because=row.refused_because,
        )


def tell_old(session: Session, found: Sequence[Difference]) -> None:
    notices.tell_holders(
        session,
        Power.APPROVE_PAY,
        kind="difference.old",
        url="/finance/reconciliation",
        subject_id=found[0].id,
        count=len(found),
        first=found[0].first_seen_at.date(),
    )
