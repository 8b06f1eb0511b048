"""Entries without their openings, and openings without an entry."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from consent.console.checks.asking import OPERATIONS, Check, Question, Wrong
from consent.ledger.openings import checking
from foundation.web import settings

OPENED = Check(
    "openings.whole",
    "Each private entry opens to what it committed to, or its thread says that it was erased.",
    OPERATIONS,
)
ENTERED = Check("openings.entered", "Each opening belongs to an entry of the ledger.", OPERATIONS)


def ask(session: Session) -> Iterator[Wrong]:
    for event_id, sentence in checking.wrong(session, settings().master_key):
        check = ENTERED if sentence == checking.OF_NO_ENTRY else OPENED
        yield Wrong(check, event_id, f"Entry {event_id}: {sentence}.")


QUESTION = Question((OPENED, ENTERED), ask)
