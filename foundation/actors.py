"""Who is acting: a plain value, safe to pass to jobs, tests and the audit log."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from foundation.errors import NotPermitted


class Power(StrEnum):
    """What the pages of this package ask for. Which role has which is decided above."""

    ANSWER_CASES = "cases.answer"
    OVERSEE_CASES = "cases.oversee"
    """Is told when an answer is late."""
    READ_OPERATIONS = "operations.read"
    READ_AUDIT = "audit.read"
    KEEP_WEBHOOKS = "webhooks.keep"
    """Has what happens sent to machines of their own, or of the organisation they act for."""
    MANAGE_PEOPLE = "people.manage"
    KEEP_AGREEMENTS = "agreements.keep"
    """Writes what others are asked to sign; what one proposes, another publishes."""
    READ_RIGHTS = "rights.read"
    """Reads what others signed; each reading is on record, and they are shown it."""
    KEEP_RIGHTS = "rights.keep"
    """Suspends, ends and invalidates what others signed, for a reason; keeps the rules by which
    it is judged."""
    SIGN_LICENCES = "licences.sign"
    """Binds the organisation they act for."""
    ANSWER_RECALLS = "recalls.answer"
    """Says what the organisation they act for did with what was recalled."""
    OPEN_RECORDINGS = "recordings.open"
    """Plays recordings to judge them: of the organisation they act for, or of all for staff."""
    REVIEW_REQUESTS = "requests.review"
    """Judges what organisations ask for before anybody else sees it."""
    CONFIRM_BUDGETS = "budgets.confirm"
    """Sees the money of all clients, and gives back what is free of it."""
    APPROVE_PAY = "pay.approve"
    """Looks at what is going to be paid to whom, and lets it go or not."""
    KEEP_PAY = "pay.keep"
    """Sees what everybody is owed; makes pay wait for a named reason; says that it was too much."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person (or the system), in the one role they chose to act in."""

    id: UUID
    role: str
    on_behalf_of: UUID | None = None
    """The organisation, where the role is held for one."""
    powers: frozenset[Power] = field(default=frozenset())

    def require(self, allowed: bool) -> None:
        if not allowed:
            raise NotPermitted

    def require_power(self, power: Power) -> None:
        self.require(power in self.powers)


SYSTEM = Actor(id=UUID(int=0), role="system", powers=frozenset(Power))
"""What happens by itself: jobs."""
VISITOR = Actor(id=UUID(int=1), role="visitor")
"""Somebody at the door, of whom nothing is known."""
