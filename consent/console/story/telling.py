"""Puts a recording's story together: who plays in it, what each allowed, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.story.copies import Copies, copies
from consent.console.story.sides import Seen, Stated, seen, stated
from consent.console.story.standing import GrantRow, Moment, Stood, stood
from consent.grants.models import Grant
from consent.keeping import openings
from consent.ledger.openings.lines import Line
from foundation.errors import NotFound


class StoryNotFound(NotFound):
    message = "Nothing is recorded about such a recording."


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of one of the threads, as far as it was written by then."""

    line: Line
    performer_id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Story:
    recording_id: UUID
    moment: Moment
    parts: tuple[Stood, ...]
    """One for each grant, in the order in which they were made."""
    told: tuple[Told, ...]
    """All entries of all threads, by the instant that each tells of."""
    seen: Mapping[UUID, Seen]
    """By agreement."""
    stated: Sequence[Stated]
    copies: Copies

    @property
    def performers(self) -> frozenset[UUID]:
        return frozenset(each.grant.performer_id for each in self.parts)

    @property
    def named(self) -> frozenset[UUID]:
        """Everybody and every organisation that it speaks of."""
        facts = {self.copies.facts.client_id} if self.copies.facts else set[UUID]()
        clients = {each.client_id for each in self.stated}
        recalled = {each.client_id for each in self.copies.recalls}
        recipients = {each.recipient_id for each in self.stated if each.recipient_id}
        readers = {each.reader_id for each in self.copies.viewings}
        return self.performers | facts | clients | recalled | recipients | readers


def story(session: Session, recording_id: UUID, moment: Moment) -> Story:
    columns = (Grant.id, Grant.performer_id, Grant.agreement_id, Grant.thread, Grant.made_at)
    of = select(*columns).where(Grant.recording_id == recording_id)
    grants = session.execute(of.order_by(Grant.made_at, Grant.id)).all()
    if not grants:
        raise StoryNotFound
    return Story(
        recording_id,
        moment,
        parts=tuple(stood(session, grants, moment)),
        told=tuple(_told(session, grants, moment)),
        seen=seen(session, grants, moment),
        stated=stated(session, recording_id, moment),
        copies=copies(session, recording_id, moment),
    )


def _told(session: Session, grants: Sequence[GrantRow], moment: Moment) -> list[Told]:
    of = {grant.thread: grant.performer_id for grant in grants}
    found = openings.lines_of(session, sorted(of))
    told = [Told(line, of[line.entry.event.thread], _at(line)) for line in found]
    told = [each for each in told if each.at <= moment.known_at]
    return sorted(told, key=lambda each: (each.at, each.line.entry.event.thread, each.line.entry.n))


def _at(line: Line) -> datetime:
    """Exactly, where it is opened; otherwise the beginning of its day."""
    if line.payload is None:
        return datetime.fromisoformat(f"{line.entry.event.time.isoformat()}T00:00:00+00:00")
    return datetime.fromisoformat(line.payload["at"])
