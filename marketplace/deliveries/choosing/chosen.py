"""What a choice comes to: the takes in it with their recordings, or only their counts; and for
everything left out the reason."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from consent.decisions.driver_ids import Written, as_uuid
from foundation.clock import now
from foundation.money import Money
from foundation.statements import among, among_named, as_given
from marketplace.casting.models import Engagement
from marketplace.deliveries.choosing import asking
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.errors import NoUseChosen
from marketplace.deliveries.choosing.reasons import Because, Reason
from marketplace.deliveries.choosing.sifting import Batch, sifted
from marketplace.facts.models import Fact
from marketplace.takes.models import Take, Track

MOST_TOLD_APART = 5_000
"""Takes, of which each may be looked at while somebody chooses."""


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
    written: Sequence[Written] = ()
    """Of the takes, in no order; none where they are too many to be told apart."""

    @property
    def ids(self) -> Sequence[UUID]:
        """Made only for whoever asks: most choices are only counted."""
        return [as_uuid(each) for each in self.written]

    @property
    def hours(self) -> float:
        return self.length_ms / 3_600_000


def chosen(session: Session, client_id: UUID, choice: Choice, on: date | None = None) -> Chosen:
    """Raises NoUseChosen."""
    asked = _Asked(session, client_id, choice, on)
    takes: list[ChosenTake] = []
    for batch in asked.batches():
        takes += _takes(session, batch, asked.question.requests)
    return Chosen(takes, asked.left_out())


def counted(session: Session, client_id: UUID, choice: Choice, on: date | None = None) -> Counts:
    """The same, where only the counts are wanted. Raises NoUseChosen."""
    asked = _Asked(session, client_id, choice, on)
    takes = length_ms = 0
    earned: Counter[str] = Counter()
    ids: list[Written] = []
    for batch in asked.batches():
        takes += len(batch.lengths)
        if takes <= MOST_TOLD_APART:
            ids += batch.lengths
        length_ms += sum(batch.lengths.values())
        earned.update(_earned(session, client_id, batch.recordings))
    amounts = [Money(amount, currency) for currency, amount in sorted(earned.items()) if amount]
    few = ids if takes <= MOST_TOLD_APART else ()
    return Counts(takes, length_ms, amounts, asked.left_out(), few)


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
    asked = _Asked(session, client_id, choice, on, only=takes)
    before = asked.question.out_before(session)
    found = {each: Reason(because) for each, because in before.items()}
    for batch in asked.batches():
        found |= {as_uuid(each): reason for each, reason in batch.left_out.items()}
    return found


class _Asked:
    """A choice on its way through all that is asked; it counts what falls by the wayside."""

    def __init__(
        self,
        session: Session,
        client_id: UUID,
        choice: Choice,
        on: date | None,
        *,
        only: Collection[UUID] | None = None,
    ) -> None:
        if not choice.uses:  # Without one nothing would be decided, and everything permitted.
            raise NoUseChosen
        self._session, self._client_id, self._choice = session, client_id, choice
        self._on = on or now().date()
        self.question = asking.question(session, client_id, choice, only=only)
        self._left_out = Counter(
            {Reason(because): count for because, count in self.question.before.items()}
        )

    def batches(self) -> Iterator[Batch]:
        asked = (self._session, self._client_id, self._choice, self.question, self._on)
        for batch in sifted(*asked):
            self._left_out.update(batch.left_out.values())
            yield batch

    def left_out(self) -> dict[Reason, int]:
        """Once all batches were seen: in the order of the rules, the most of each first."""
        order = list(Because)
        counts = sorted(self._left_out.items(), key=lambda each: (-each[1], each[0].sentence))
        return dict(sorted(counts, key=lambda each: order.index(each[0].because)))


def _takes(session: Session, batch: Batch, requests: Mapping[UUID, UUID]) -> Iterator[ChosenTake]:
    if not batch.lengths:
        return
    of = Take
    lengths = {as_uuid(each): length for each, length in batch.lengths.items()}
    tracks = _tracks(session, lengths)
    columns = (of.id, of.brief_version_id, of.booking_id, of.number, of.begun_at)
    rows = select(*columns).where(among(session, of.id, lengths.keys())).order_by(of.id)
    for row in session.execute(rows):
        yield ChosenTake(
            take_id=row.id,
            request_id=requests[row.brief_version_id],
            brief_version_id=row.brief_version_id,
            booking_id=row.booking_id,
            number=row.number,
            begun_at=row.begun_at,
            accepted_ms=lengths[row.id],
            tracks=tuple(tracks[row.id]),
        )


def _tracks(session: Session, takes: Collection[UUID]) -> dict[UUID, list[ChosenTrack]]:
    of = Track
    columns = (of.take_id, of.recording_id, of.performer_id, Engagement.part_key, of.engagement_id)
    rows = select(*columns).join(Engagement, Engagement.id == of.engagement_id)
    wanted = rows.where(among(session, of.take_id, takes)).order_by(
        of.take_id, Engagement.part_key, of.id
    )
    found: dict[UUID, list[ChosenTrack]] = defaultdict(list)
    for take_id, recording, performer, part, engagement in session.execute(wanted):
        if recording is not None:
            found[take_id].append(ChosenTrack(recording, performer, part, engagement))
    return found


def _earned(session: Session, client_id: UUID, recordings: Sequence[Written]) -> dict[str, int]:
    """By currency. What another client paid for the same recordings is not this one's to know."""
    if not recordings:
        return {}
    dialect = session.get_bind().dialect.name
    given = {"recordings": as_given(dialect, recordings), "client": client_id}
    rows = session.execute(_paid(dialect), given)
    return {currency: int(amount) for currency, amount in rows}


@cache
def _paid(dialect: str) -> Select[str, int]:
    """Put into words once."""
    these = among_named(dialect, Fact.recording_id, "recordings")
    ours = Fact.client_id == bindparam("client", type_=Uuid())
    wanted = select(Fact.currency, func.sum(Fact.amount_minor)).where(these, ours)
    return wanted.group_by(Fact.currency)
