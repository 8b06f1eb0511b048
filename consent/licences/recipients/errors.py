"""Why an end recipient cannot be named or ended."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict, DomainError, NotFound


@dataclass(eq=False)
class RecipientNotFound(NotFound):
    recipient_id: UUID
    message = "There is no such end recipient."


class SuppliesNobody(Conflict):
    message = "This licence does not allow anybody else to be supplied."


class RecipientEnded(Conflict):
    message = "This end recipient was ended already."


class NoSuchCountry(DomainError):
    message = "Write the country as a code of two letters, such as DE or US."
