"""Whom copies went to beside the client itself, against whom it had named by then."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.checks.asking import COMPLIANCE, Check, Question, Wrong
from consent.holders.models import HandedOver
from consent.licences.recipients.models import EndRecipient

NAMED = Check(
    "recipients.named",
    "Every end recipient of a delivery had been named under its licence, and its first day had"
    " come.",
    COMPLIANCE,
)


def not_named(session: Session) -> Iterator[Wrong]:
    wanted = (
        select(HandedOver, EndRecipient)
        .outerjoin(EndRecipient, EndRecipient.id == HandedOver.recipient_id)
        .where(HandedOver.recipient_id.is_not(None))
        .order_by(HandedOver.handed_over_at, HandedOver.delivery_id)
    )
    for handed, recipient in session.execute(wanted):
        if why := _why(handed, recipient):
            sentence = f"Delivery {handed.delivery_id}: {why}."
            yield Wrong(NAMED, str(handed.delivery_id), sentence, None)


def _why(handed: HandedOver, recipient: EndRecipient | None) -> str:
    """By what had been said when it left: who is named later is not excused by it."""
    at = handed.handed_over_at
    if recipient is None or recipient.client_id != handed.client_id:
        return "it went to somebody whom its client never named"
    if recipient.licence_id != handed.licence_id:
        return "its recipient is named under another licence"
    if recipient.named_at > at or recipient.effective_on > at.date():
        return "it went to its recipient before the first day that was announced"
    if recipient.ended_at is not None and at >= recipient.ended_at:
        return "it went to its recipient after that had ended"
    return ""


QUESTION = Question((NAMED,), not_named)
