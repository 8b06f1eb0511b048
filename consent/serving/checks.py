"""What the audit asks beside the log itself."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from consent.ledger.auditing import Fault, Part
from consent.ledger.openings import checking
from foundation.web import settings


def openings(session: Session) -> Iterator[Fault]:
    """For `further.checks_of`."""
    for event_id, sentence in checking.wrong(session, settings().master_key):
        yield Fault(Part.OPENING, event_id, sentence)
