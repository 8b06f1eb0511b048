"""Versions that one person proposes and another publishes, so that two stand for exactly this."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from foundation.clock import now
from foundation.errors import Conflict

BY_TWO_PEOPLE = (
    "state != 'published' OR (proposed_by IS NOT NULL AND published_by IS NOT NULL"
    " AND published_by != proposed_by)"
)
"""What the database itself refuses of a table of such versions."""


class VersionState(StrEnum):
    DRAFT = "draft"
    PROPOSED = "proposed"
    """Cannot be changed any more: a second person looks at exactly this."""
    PUBLISHED = "published"
    """Holds from now on, and never changes."""
    DISCARDED = "discarded"


@dataclass(eq=False)
class VersionIsNotADraft(Conflict):
    number: int
    message = "Version {number} is no draft any more, so it cannot be changed."


@dataclass(eq=False)
class VersionIsNotProposed(Conflict):
    number: int
    message = "Version {number} is not proposed for publishing."


@dataclass(eq=False)
class VersionChanged(Conflict):
    number: int
    message = "Somebody changed version {number} meanwhile. Look at it again; nothing was saved."


@dataclass(eq=False)
class SamePerson(Conflict):
    message = "You proposed this yourself. Somebody else must publish it."


class ByTwoPeople(MappedAsDataclass, kw_only=True):
    """The columns that such a version has. Its table adds the check and counts its changes."""

    number: Mapped[int]
    state: Mapped[VersionState] = mapped_column(default=VersionState.DRAFT)
    proposed_by: Mapped[UUID | None] = mapped_column(default=None)
    proposed_at: Mapped[datetime | None] = mapped_column(default=None)
    published_by: Mapped[UUID | None] = mapped_column(default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)

    def refuse_unless_draft(self) -> None:
        if self.state is not VersionState.DRAFT:
            raise VersionIsNotADraft(self.number)

    def refuse_unless_proposed(self) -> None:
        if self.state is not VersionState.PROPOSED:
            raise VersionIsNotProposed(self.number)

    def propose(self, person: UUID) -> None:
        self.refuse_unless_draft()
        self.state, self.proposed_by, self.proposed_at = VersionState.PROPOSED, person, now()

    def publish(self, person: UUID) -> None:
        """By somebody else, whoever wrote it."""
        self.refuse_unless_proposed()
        if person == self.proposed_by:
            raise SamePerson
        self.state, self.published_by, self.published_at = VersionState.PUBLISHED, person, now()

    def give_back(self) -> None:
        """Back to being written."""
        self.refuse_unless_proposed()
        self.state, self.proposed_by, self.proposed_at = VersionState.DRAFT, None, None

    def discard(self) -> None:
        """It stays to be read, and its number is not used again."""
        self.refuse_unless_draft()
        self.state = VersionState.DISCARDED
