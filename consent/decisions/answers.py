"""What a decision says: permitted, or every reason against, with the grant behind each."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from consent.decisions.reasons import SENTENCES, Reason, bits_against
from consent.ledger.explaining.words import said
from consent.terms.purpose import Purpose

NOBODY = (None,) * 9
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
        "_purpose",
        "_refused",
        "_rows",
        "_written_day",
    )

    def __init__(
        self,
        rows: Sequence[Sequence[Any]],
        purpose: Purpose,
        day: date,
        *,
        left: Mapping[int, int],
        bare: bool,
        asked: Collection[Any] | None,
    ) -> None:
        self._rows = rows
        """Recording, then what `bits_against` takes."""
        self._purpose, self._left, self._asked = purpose, left, asked
        self._bare = bare
        """Whether the driver writes ids and days as text: SQLite's does."""
        self._written_day: Any = day.isoformat() if bare else day
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
        return map(_as_uuid, self._refused)

    def refusals(self, recording_id: UUID) -> tuple[Refusal, ...]:
        """None where it is permitted."""
        if self._by_recording is None:
            self._by_recording = {}
            for row in self._rows:
                self._by_recording.setdefault(row[0], []).append(row)
        return tuple(map(self._refusal, self._by_recording.get(self._key(recording_id), ())))

    def reasons(self) -> Iterator[tuple[UUID, Reason]]:
        """For each right that refuses, in no order; for who wants them all."""
        return ((_as_uuid(row[0]), Reason(self._bits(row))) for row in self._rows)

    def _key(self, recording_id: UUID) -> Any:
        return recording_id.hex if self._bare else recording_id

    def _bits(self, row: Sequence[Any]) -> int:
        if row[2] is None:
            return int(Reason.NOT_REGISTERED)
        bits = bits_against(row[1:], self._purpose, self._written_day, self._left[row[8]])
        return bits | Reason.SUSPENDED if row[9] is not None else bits

    def _refusal(self, row: Sequence[Any]) -> Refusal:
        _, performer, grant, state, _, _, starts_on, ends_on, _, cause = row
        reasons = Reason(self._bits(row))
        if grant is None:
            return Refusal(reasons)
        days = _as_day(starts_on), _as_day(ends_on)
        return Refusal(reasons, _as_uuid(performer), _as_uuid(grant), state, *days, cause or "")


def _as_uuid(found: Any) -> UUID:
    return found if isinstance(found, UUID) else UUID(found)


def _as_day(found: Any) -> date:
    return found if isinstance(found, date) else date.fromisoformat(found)
