"""The plainest account, by the design alone: who may have what now, and who is to be told what.

Nothing here reads the database. A link of a minute from before an end may live out its minute; no
link begins after it.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from consent.ledger.explaining.words import RecallCause, Use
from foundation import clock

Holder = tuple[UUID, UUID | None]
"""A client, or an end recipient that it supplies."""
LINK_LIVES = timedelta(seconds=60)
REMINDED_AFTER = (timedelta(days=15), timedelta(days=25), timedelta(days=30))
ANSWERED_WITHIN = timedelta(days=30)


@dataclass(eq=False)
class Given:
    """What one performer allows one client with one recording, under one paper."""

    performer: UUID
    recording: UUID
    client: UUID
    paper: UUID
    ends_on: date
    uses: set[Use]
    lives: bool = True
    pauses: list[date | None] = field(default_factory=list)

    def allows(self, client: UUID, use: Use, *, paused_too: bool = False) -> bool:
        today = clock.now().date()
        paused = any(until is None or until >= today for until in self.pauses)
        return (
            self.lives
            and self.client == client
            and self.ends_on >= today
            and use in self.uses
            and (paused_too or not paused)
        )


@dataclass(frozen=True)
class Piece:
    """What is in a file, or in one member of it, by its very bytes."""

    recordings: frozenset[UUID]
    marks: int
    """How many spans it goes without."""


@dataclass(frozen=True)
class Had:
    """One delivery as it left."""

    id: UUID
    holder: Holder
    uses: tuple[Use, ...]
    files: Mapping[str, tuple[Piece, ...]]
    """By path."""
    hashes: Mapping[UUID, frozenset[str]]
    """By recording: of whole files, and of members."""


@dataclass(eq=False)
class Asked:
    """One recall: a holder is to stop, and to say what became of these files."""

    recording: UUID
    performer: UUID
    holder: Holder
    cause: RecallCause
    files: frozenset[str]
    opened_at: datetime
    told: bool = False
    reminded: int = 0

    @property
    def key(self) -> tuple[UUID, Holder, RecallCause, frozenset[str]]:
        return self.recording, self.holder, self.cause, self.files

    @property
    def is_late(self) -> bool:
        return clock.now() > self.opened_at + ANSWERED_WITHIN

    def steps(self) -> int:
        return sum(self.opened_at + after <= clock.now() for after in REMINDED_AFTER)


@dataclass
class Account:
    given: list[Given] = field(default_factory=list)
    licensed: set[UUID] = field(default_factory=set)
    recipients: dict[UUID, UUID] = field(default_factory=dict)
    """The client of each that may receive."""
    marks: dict[UUID, int] = field(default_factory=dict)
    had: list[Had] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    """Not answered yet."""

    def may(self, recording: UUID, client: UUID, uses: Collection[Use]) -> bool:
        mine = [each for each in self.given if each.recording == recording]
        return all(any(each.allows(client, use) for each in mine) for use in uses)

    def may_have(self, holder: Holder) -> bool:
        client, recipient = holder
        named = recipient is None or self.recipients.get(recipient) == client
        return client in self.licensed and named

    def may_leave(self, had: Had, pieces: Collection[Piece]) -> bool:
        """By a link that is made now."""
        if not any(piece.recordings for piece in pieces):
            return True
        return self.may_have(had.holder) and all(
            piece.marks == self.marked(piece.recordings)
            and all(self.may(each, had.holder[0], had.uses) for each in piece.recordings)
            for piece in pieces
            if piece.recordings
        )

    def marked(self, recordings: Collection[UUID]) -> int:
        return sum(self.marks.get(each, 0) for each in recordings)

    def owes(self, client: UUID) -> bool:
        """An answer, longer than thirty days: it gets nothing new."""
        return any(each.holder[0] == client and each.is_late for each in self.asked)

    def unasked(self, client: UUID) -> list[Asked]:
        """What waits for its answer, as its feed says."""
        return [each for each in self.asked if each.holder[0] == client]

    def end(self, given: Given, cause: RecallCause) -> None:
        given.lives = False
        self.call_back(given, cause)

    def call_back(self, given: Given, cause: RecallCause) -> None:
        """From each holder that the paper was for, the files of deliveries that it no longer
        covers, and no other paper does, and that nobody asks for already. A pause calls nothing
        back."""
        found: dict[Holder, set[str]] = {}
        for had in self._held(given):
            found.setdefault(had.holder, set()).update(had.hashes[given.recording])
        for holder, files in found.items():
            waiting = [
                each.files
                for each in self.asked
                if (each.recording, each.performer, each.holder, each.cause)
                == (given.recording, given.performer, holder, cause)
            ]
            if left := files.difference(*waiting):
                self.asked.append(
                    Asked(
                        given.recording,
                        given.performer,
                        holder,
                        cause,
                        frozenset(left),
                        clock.now(),
                    )
                )

    def _held(self, given: Given) -> Iterator[Had]:
        mine = [each for each in self.given if each.recording == given.recording]
        for had in self.had:
            client = had.holder[0]
            if client != given.client or given.recording not in had.hashes:
                continue
            if not all(
                any(each.allows(client, use, paused_too=True) for each in mine) for use in had.uses
            ):
                yield had
