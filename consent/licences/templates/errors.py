"""Why a licence cannot be written or published."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class TemplateNotFound(NotFound):
    template_id: UUID
    message = "There is no such licence to offer."


@dataclass(eq=False)
class VersionNotFound(NotFound):
    version_id: UUID
    message = "There is no such version of a licence."


@dataclass(eq=False)
class NameIsTaken(Conflict):
    name: str
    message = "There is a licence called {name} already."


@dataclass(eq=False)
class DraftIsOpen(Conflict):
    number: int
    message = "Version {number} is being written. Publish or discard it before you begin another."


@dataclass(eq=False)
class NotFitToPublish(DomainError):
    sentences: tuple[str, ...]
    message = "It cannot be published yet."


class NoSuchLanguage(DomainError):
    message = "Write the language as a code, such as en, es or pt-BR."
