"""The plainest account of who allows what, who has a copy, and who was asked for it back."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from consent.ledger.explaining.words import RecallCause, Use
from foundation import clock

Holder = tuple[UUID, UUID | None]
"""A client, or an end recipient that it supplies."""


@dataclass
class Given:
    """One performer's consent for one recording."""

    performer: int
    client: UUID
    agreement: UUID
    ends_on: date
    uses: set[Use]
    lives: bool = True
    valid: bool = True
    pauses: list[date | None] = field(default_factory=list)


@dataclass(frozen=True)
class Copy:
    holder: Holder
    use: Use
    file: str


@dataclass(frozen=True)
class Asked:
    """What one holder was told to give up because of one performer, and has not answered."""

    recording: UUID
    performer: int
    holder: Holder
    cause: RecallCause
    files: frozenset[str]


@dataclass
class Account:
    given: dict[UUID, list[Given]] = field(default_factory=dict)
    accepted: set[UUID] = field(default_factory=set)
    strikes: dict[int, UUID] = field(default_factory=dict)
    """By performer, the pause of their own that stands over all they gave."""
    breaches: dict[UUID, UUID] = field(default_factory=dict)
    """By client, the pause that compliance began."""
    licences: dict[UUID, tuple[UUID, date]] = field(default_factory=dict)
    recipients: dict[UUID, tuple[UUID, date]] = field(default_factory=dict)
    """By client, whom its licence names and from which day."""
    copies: dict[UUID, list[Copy]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def may(self, recording: UUID, use: Use, client: UUID) -> bool:
        """Everybody in it allows it, today."""
        today = clock.now().date()
        return client not in self.breaches and all(
            each.lives
            and each.ends_on >= today
            and each.client == client
            and use in each.uses
            and (recording in self.accepted or use is Use.REVIEW)
            and each.performer not in self.strikes
            and not any(until is None or until >= today for until in each.pauses)
            for each in self.given[recording]
        )

    def may_have(self, holder: Holder) -> bool:
        """Its client signed for today, and named it in time."""
        today, (client, recipient) = clock.now().date(), holder
        signed = client in self.licences and self.licences[client][1] >= today
        named = recipient is None or (
            client in self.recipients and self.recipients[client][1] <= today
        )
        return signed and named

    def ask(self, recording: UUID, mine: Given, cause: RecallCause) -> None:
        """Each holder, for what this performer no longer allows it and nobody asked for yet."""
        today, wanted = clock.now().date(), dict[Holder, set[str]]()
        for copy in self.copies.get(recording, []):
            if not (mine.lives and mine.ends_on >= today and copy.use in mine.uses):
                wanted.setdefault(copy.holder, set()).add(copy.file)
        for holder, files in wanted.items():
            key = (recording, mine.performer, holder, cause)
            waiting = [each.files for each in self.asked if _key(each) == key]
            if left := files.difference(*waiting):
                self.asked.append(Asked(*key, frozenset(left)))


def _key(asked: Asked) -> tuple[UUID, int, Holder, RecallCause]:
    return asked.recording, asked.performer, asked.holder, asked.cause
