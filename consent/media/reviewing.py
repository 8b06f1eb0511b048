"""Whether a recording may be opened now: asked again for each range of it."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.answers import Refusal
from consent.decisions.deciding import decide
from consent.decisions.reasons import SENTENCES, Reason
from consent.ledger.explaining.words import Use, said
from consent.terms.purpose import Purpose

OF_WHAT_IS_MADE = (
    Reason.END_PRODUCT
    | Reason.MODEL
    | Reason.MODEL_CLASS
    | Reason.TERRITORY
    | Reason.SUBJECT
    | Reason.PROCESSING
    | Reason.STORAGE
)
"""Limits of what is made from a recording. Who looks at it here makes nothing of it."""


def against_review(
    session: Session, recording_id: UUID, client_id: UUID, *, beside: UUID | None = None
) -> list[str]:
    """Why not, or nothing. `beside` is a performer who looks at their own: what they took back
    themselves stands in nobody's way, what a partner took back does."""
    purpose = Purpose(client=client_id, use=Use.REVIEW)
    refusals = decide(session, recording_id, purpose).refusals(recording_id)
    others = [each for each in refusals if beside is None or each.performer_id != beside]
    return list(dict.fromkeys(_sentences(others)))


def _sentences(refusals: Sequence[Refusal]) -> Iterator[str]:
    allowed = {each.performer_id for each in refusals if not each.reasons & ~OF_WHAT_IS_MADE}
    for each in refusals:
        if each.performer_id not in allowed:
            for reason in each.reasons & ~OF_WHAT_IS_MADE:
                yield SENTENCES[reason].format(
                    state=said(each.state),
                    starts_on=each.starts_on,
                    ends_on=each.ends_on,
                    cause=said(each.cause),
                )
