"""What a decision says: permitted, or every reason against, with the grant behind each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from consent.decisions.driver_ids import Written, as_uuid
from consent.decisions.reasons import ITS_END_IS_ORDERED, SENTENCES, Reason
from consent.decisions.suspensions import BEING_ENDED
from consent.ledger.explaining.words import said

NOBODY = (None,) * 8
"""In place of a right, where no grant is registered for a recording."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One performer's grant that does not allow it. Where nothing is registered, nobody's."""

    reasons: Reason
    performer_id: UUID | None = None
    grant_id: UUID | None = None
    state: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    cause: str = ""

    def sentences(self) -> Iterator[str]:
        for reason in self.reasons:
            if reason is Reason.SUSPENDED and self.cause == BEING_ENDED:
                yield ITS_END_IS_ORDERED
                continue
            yield SENTENCES[reason].format(
                state=said(self.state),
                starts_on=self.starts_on,
                ends_on=self.ends_on,
                cause=said(self.cause),
            )


class Decisions:
    """About all recordings that were asked for. What was asked for and is not refused is permitted.

    Why is worked out of a row only when somebody looks: of a million most are only counted.
    """

    __slots__ = (
        "_asked",
        "_bare",
        "_by_recording",
        "_left",
        "_refused",
        "_rows",
    )

    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        *,
        left: Mapping[int, int],
        bare: bool,
        asked: Collection[Any] | None,
    ) -> None:
        self._rows = rows
        """Recording, performer, grant, set of limits, bits against, state, days, cause."""
        self._left, self._asked = left, asked
        self._bare = bare
        """Whether the driver writes ids and days as text: SQLite's does."""
        self._refused = {row[0] for row in rows} if rows else frozenset()
        self._by_recording: dict[Any, list[Sequence[Any]]] | None = None

    @property
    def permitted(self) -> bool:
        """All of them."""
        return not self._refused

    def permits(self, recording_id: UUID) -> bool:
        """Of a query nobody can tell here what it found: there, look at what is refused."""
        key = self._key(recording_id)
        if self._asked is None or key not in self._asked:
            raise ValueError("nobody asked about this recording by its id")
        return key not in self._refused

    @property
    def refused_count(self) -> int:
        return len(self._refused)

    def refused(self) -> Iterator[UUID]:
        return map(as_uuid, self._refused)

    @property
    def refused_as_written(self) -> Collection[Written]:
        return self._refused

    def refusals(self, recording_id: UUID | Written) -> tuple[Refusal, ...]:
        """None where it is permitted."""
        if self._by_recording is None:
            self._by_recording = {}
            for row in self._rows:
                self._by_recording.setdefault(row[0], []).append(row)
        return tuple(map(self._refusal, self._by_recording.get(self._key(recording_id), ())))

    def reasons(self) -> Iterator[tuple[UUID, Reason]]:
        """For each right that refuses, in no order; for who wants them all."""
        of: dict[tuple[int, int, bool], Reason] = {}
        for row in self._rows:
            # A million rows have a few kinds of reasons between them.
            kind = (row[3], row[4], row[8] is None)
            reason = of.get(kind)
            if reason is None:
                reason = of[kind] = self._reason(row)
            yield as_uuid(row[0]), reason

    def _key(self, recording_id: UUID | Written) -> Written:
        is_id = isinstance(recording_id, UUID)
        return recording_id.hex if self._bare and is_id else recording_id

    def _reason(self, row: Sequence[Any]) -> Reason:
        if row[2] is None:
            return Reason.NOT_REGISTERED
        bits = row[4] | self._left[row[3]]
        return Reason(bits if row[8] is None else bits | Reason.SUSPENDED)

    def _refusal(self, row: Sequence[Any]) -> Refusal:
        _, performer, grant, _, _, state, starts_on, ends_on, cause = row
        if grant is None:
            return Refusal(self._reason(row))
        days = _as_day(starts_on), _as_day(ends_on)
        whose = as_uuid(performer), as_uuid(grant)
        return Refusal(self._reason(row), *whose, state, *days, cause or "")


def _as_day(found: Any) -> date:
    return found if isinstance(found, date) else date.fromisoformat(found)
