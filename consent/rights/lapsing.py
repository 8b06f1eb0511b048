"""What follows when a right ends or narrows: those who hold a copy are told to stop."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.ledger.entries import EntryType
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import RecallCause
from consent.recalls.opening import open_all_recalls

CAUSES = {
    EntryType.CONSENT_NARROWED: RecallCause.NARROWED,
    EntryType.CONSENT_WITHDRAWN: RecallCause.WITHDRAWN,
    EntryType.CONSENT_EXPIRED: RecallCause.EXPIRED,
    EntryType.CONSENT_TERMINATED: RecallCause.TERMINATED,
    EntryType.CONSENT_INVALIDATED: RecallCause.INVALIDATED,
}
"""A pause recalls nothing: copies stay where they are until it is over."""


def end_copies(session: Session, told: Sequence[tuple[Grant, Opening]]) -> None:
    """A step, after the rights have followed."""
    ended = [(grant, CAUSES[each.type]) for grant, each in told if each.type in CAUSES]
    if ended:
        open_all_recalls(session, ended)
