"""What a check is: a name, what must be so, who answers for it, and a query for what is not so.

One query may answer for several checks, where all of them walk through the same rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    """What a command and an address call it."""
    holds: str
    """What must be so, in one sentence."""
    owner: str
    """Who answers for it: the role to which its findings are handed."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is not as the check says. No name of a person is ever part of it."""

    check: Check
    about: str
    sentence: str
    recording_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Question:
    checks: tuple[Check, ...]
    ask: Callable[[Session], Iterator[Wrong]]
    """A read, however long it takes. It yields each thing once."""


COMPLIANCE, OPERATIONS = "Compliance", "Operations"
