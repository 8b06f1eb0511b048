"""What can be refused about tokens."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import DomainError, NotFound


@dataclass(eq=False)
class TokenNotFound(NotFound):
    token_id: UUID
    message = "There is no such token."


@dataclass(eq=False)
class UnknownScopes(DomainError):
    names: str
    message = "There is no scope {names}."


class NoRoleToActIn(DomainError):
    message = "A token acts in a role, and you hold none yet."
