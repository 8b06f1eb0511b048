"""Why a rule cannot be proposed or confirmed."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class RuleNotFound(NotFound):
    rule_id: UUID
    message = "There is no such rule."


class NoSuchPlace(DomainError):
    message = "Write the place as a code, such as EU, US, US-IL, or ALL for everywhere."


class EndsBeforeItBegins(DomainError):
    message = "The last day is before the first."


@dataclass(eq=False)
class RuleIsOpen(Conflict):
    message = "A change of this rule is proposed already. Confirm or discard that one first."
