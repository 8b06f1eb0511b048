"""What the audit of the ledger asks of grants: that each is what its thread says."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from consent.console.checks import replaying
from consent.ledger.auditing import Fault, Part


def grants(session: Session) -> Iterator[Fault]:
    """For `further.checks_of`. Only what cannot be by the ledger itself: what was delivered
    without consent is a wrong that was done, and the ledger tells it truly."""
    for wrong in replaying.ask(session):
        if wrong.check is replaying.AS_REPLAYED:
            yield Fault(Part.THREAD, wrong.about, wrong.sentence)
