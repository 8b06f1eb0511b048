"""What a choice comes to: the takes in it with their recordings, or only their counts; and for
everything left out the reason."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.money import Money
from foundation.statements import among
from marketplace.casting.models import Engagement
from marketplace.deliveries.choosing import asking, rights
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.reasons import Because, Reason
from marketplace.facts.models import Fact
from marketplace.takes.models import Take, Track

_AT_ONCE = 50_000


@dataclass(frozen=True, slots=True)
class ChosenTrack:
    recording_id: UUID
    performer_id: UUID
    part_key: str
    engagement_id: UUID


@dataclass(frozen=True, slots=True)
class ChosenTake:
    take_id: UUID
    request_id: UUID
    brief_version_id: UUID
    booking_id: UUID
    number: int
    begun_at: datetime
    accepted_ms: int
    """How much of it was accepted; 0 where nobody measured."""
    tracks: tuple[ChosenTrack, ...]

    @property
    def seconds(self) -> float:
        return self.accepted_ms / 1000


@dataclass(frozen=True, slots=True)
class Chosen:
    takes: Sequence[ChosenTake]
    """In the order of their ids, so that the same choice gives the same."""
    left_out: Mapping[Reason, int]
    """How many takes, each counted once."""


@dataclass(frozen=True, slots=True)
class Counts:
    takes: int
    length_ms: int
    earned: Sequence[Money]
    """By all who play in them, so far, for these takes: one amount for each currency."""
    left_out: Mapping[Reason, int] = field(default_factory=dict)

    @property
    def hours(self) -> float:
        return self.length_ms / 3_600_000


def chosen(session: Session, client_id: UUID, choice: Choice, on: date | None = None) -> Chosen:
    """Raises NoUseChosen."""
    found = _Found(session, client_id, choice, on)
    return Chosen(list(_takes(session, found)), found.left_out())


def counted(session: Session, client_id: UUID, choice: Choice, on: date | None = None) -> Counts:
    """The same, where only the counts are wanted. Raises NoUseChosen."""
    found = _Found(session, client_id, choice, on)
    takes, length_ms = found.fitting
    earned = _earned(session, found.question.fitting())
    for some in _in_turn(list(found.refused)):
        refused = select(Take.id).where(among(session, Take.id, some))
        fewer = select(func.count(), func.sum(Take.accepted_ms)).where(Take.id.in_(refused))
        count, ms = session.execute(fewer).one()
        takes, length_ms = takes - count, length_ms - int(ms or 0)
        earned.subtract(_earned(session, refused))
    amounts = [Money(amount, currency) for currency, amount in sorted(earned.items()) if amount]
    return Counts(takes, length_ms, amounts, found.left_out())


def why_not(
    session: Session,
    client_id: UUID,
    choice: Choice,
    takes: Collection[UUID],
    on: date | None = None,
) -> dict[UUID, Reason]:
    """Of these takes: what is in the choice now is not in the answer. Raises NoUseChosen."""
    if not takes:
        return {}
    found = _Found(session, client_id, choice, on, only=takes)
    return found.each()


class _Found:
    """A question, once it was asked."""

    def __init__(
        self,
        session: Session,
        client_id: UUID,
        choice: Choice,
        on: date | None,
        *,
        only: Collection[UUID] | None = None,
    ) -> None:
        day = on or now().date()
        self._session, self._client_id, self._choice, self._only = session, client_id, choice, only
        self.question = asking.question(session, client_id, choice, day, only=only)
        reason = self.question.reason.label("reason")
        grouped = select(reason, func.count(), func.sum(Take.accepted_ms)).where(
            self.question.takes
        )
        self._grouped = {
            row[0]: (row[1], int(row[2] or 0)) for row in session.execute(grouped.group_by(reason))
        }
        self.fitting = self._grouped.pop(asking.FITS, (0, 0))
        self.refused = rights.refused(session, client_id, choice, self.question.recordings(), day)

    def left_out(self) -> dict[Reason, int]:
        counts = Counter(self.refused.values())
        counts.update({Reason(each): count for each, count in self.question.before.items()})
        for because, (count, _) in self._grouped.items():
            counts[Reason(Because(because))] += count
        order = list(Because)
        return dict(
            sorted(
                counts.items(),
                key=lambda each: (order.index(each[0].because), -each[1], each[0].sentence),
            )
        )

    def each(self) -> dict[UUID, Reason]:
        wanted = select(Take.id, self.question.reason).where(self.question.takes)
        found = {each: because for each, because in self._session.execute(wanted) if because}
        found |= self.question.out_before(self._session)
        return {each: Reason(Because(because)) for each, because in found.items()} | self.refused


def _takes(session: Session, found: _Found) -> Iterator[ChosenTake]:
    fitting = found.question.fitting()
    tracks = _tracks(session, fitting)
    of = Take
    columns = (of.id, of.brief_version_id, of.booking_id, of.number, of.begun_at, of.accepted_ms)
    rows = session.execute(select(*columns).where(of.id.in_(fitting)).order_by(of.id))
    for row in rows:
        if row.id not in found.refused:
            yield ChosenTake(
                take_id=row.id,
                request_id=found.question.requests[row.brief_version_id],
                brief_version_id=row.brief_version_id,
                booking_id=row.booking_id,
                number=row.number,
                begun_at=row.begun_at,
                accepted_ms=row.accepted_ms or 0,
                tracks=tuple(tracks[row.id]),
            )


def _tracks(session: Session, takes: Select[UUID]) -> dict[UUID, list[ChosenTrack]]:
    of = Track
    columns = (of.take_id, of.recording_id, of.performer_id, Engagement.part_key, of.engagement_id)
    rows = select(*columns).join(Engagement, Engagement.id == of.engagement_id)
    wanted = rows.where(of.take_id.in_(takes)).order_by(of.take_id, Engagement.part_key, of.id)
    found: dict[UUID, list[ChosenTrack]] = defaultdict(list)
    for take_id, recording, performer, part, engagement in session.execute(wanted):
        if recording is not None:
            found[take_id].append(ChosenTrack(recording, performer, part, engagement))
    return found


def _earned(session: Session, takes: Select[UUID]) -> Counter[str]:
    recordings = select(Track.recording_id).where(Track.take_id.in_(takes))
    wanted = select(Fact.currency, func.sum(Fact.amount_minor)).where(
        Fact.recording_id.in_(recordings)
    )
    rows = session.execute(wanted.group_by(Fact.currency))
    return Counter({currency: int(amount) for currency, amount in rows})


def _in_turn(takes: list[UUID]) -> Iterator[list[UUID]]:
    for start in range(0, len(takes), _AT_ONCE):
        yield takes[start : start + _AT_ONCE]
