"""What other parts check of the ledger beside the log itself. The composition fills it."""

from collections.abc import Callable, Iterable

from sqlalchemy.orm import Session

from consent.ledger.auditing.faults import Fault

ChecksOf = Callable[[Session], Iterable[Fault]]

checks_of: tuple[ChecksOf, ...] = ()
"""Each compares something of its own with the log, such as openings with their commitments."""
