"""What sending refuses."""

from dataclasses import dataclass
from uuid import UUID

from foundation.errors import Conflict


class StillOpen(Conflict):
    message = "What was asked before may still be done."


@dataclass(eq=False)
class Tampered(Exception):
    """What is kept of an attempt is not what was decided: it is never sent."""

    attempt_id: UUID
