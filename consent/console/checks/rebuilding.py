"""What a grant permits, worked out once more from what its thread opens to, and nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlalchemy import Row

from consent.grants.limit_sets import digest_of
from consent.grants.models import NEVER, Right
from consent.ledger.entries import EntryType
from consent.ledger.explaining.moves import MOVES
from consent.ledger.explaining.words import Answer, Use
from consent.ledger.openings.lines import Line
from consent.terms.bits import EVERY_USE, constrained_by, mask_of, opened_by

Pause = tuple[str, int, str, str]
"""Cause, uses, client, last day; the last two empty where there is none."""
_TERMS = frozenset((EntryType.CONSENT_GIVEN, EntryType.CONSENT_NARROWED, EntryType.CONSENT_RENEWED))
_TAKE = {EntryType.TAKE_ACCEPTED: True, EntryType.TAKE_REJECTED: False}
RIGHT = (
    Right.state,
    Right.accepted,
    Right.uses,
    Right.constrained,
    Right.starts_on,
    Right.ends_on,
)
_NOTHING = digest_of({}).hex()


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """A right without its ids. Two that are equal decide alike."""

    state: str = "requested"
    accepted: bool = False
    uses: int = 0
    constrained: int = 0
    starts_on: date = NEVER
    ends_on: date = NEVER
    limits: str = _NOTHING
    """Hash of the set."""
    pauses: frozenset[Pause] = frozenset()

    def differs_in(self, other: "Rebuilt") -> list[str]:
        names = [field.name for field in fields(self)]
        return [name for name in names if getattr(self, name) != getattr(other, name)]


def from_row(row: Row[Any], paused: Iterable[Any]) -> Rebuilt:
    """A row with the columns above and the hash of its set of limits."""
    return Rebuilt(
        state=row.state.value,
        accepted=row.accepted,
        uses=row.uses,
        constrained=row.constrained,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        limits=row.hash,
        pauses=frozenset(
            (each.cause, each.uses, _text(each.client_id), _text(each.until)) for each in paused
        ),
    )


def from_lines(lines: Sequence[Line]) -> Rebuilt:
    """By what was told, in its order. What was paused at once is resumed at once."""
    found, blocks = Rebuilt(), list[tuple[str, frozenset[Pause]]]()
    for line in lines:
        kind, said = line.entry.event.type, line.payload or {}
        if kind is EntryType.CONSENT_SUSPENDED and said:
            blocks.append((said["cause"], _pauses(said)))
        elif kind is EntryType.CONSENT_RESUMED and said:
            of_cause = [each for each in blocks if each[0] == said["cause"]]
            blocks.remove(of_cause[-1])
        else:
            found = replace(found, **_changes(kind, said))
    return replace(found, pauses=frozenset[Pause]().union(*(pauses for _, pauses in blocks)))


def _changes(kind: EntryType, said: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if kind in _TERMS and said:
        answers = {Use(use): Answer(answer) for use, answer in said["uses"].items()}
        limits = said["limits"]
        changes = {
            "uses": opened_by(answers),
            "constrained": constrained_by(answers),
            "starts_on": date.fromisoformat(limits["starts_on"])
            if "starts_on" in limits
            else NEVER,
            "ends_on": date.fromisoformat(limits["ends_on"]),
            "limits": digest_of(limits).hex(),
        }
    if kind in _TAKE:
        changes["accepted"] = _TAKE[kind]
    if to := MOVES.get(kind, ([], ""))[1]:
        changes["state"] = to
    return changes


def _pauses(said: Mapping[str, Any]) -> frozenset[Pause]:
    uses = mask_of(map(Use, said["uses"])) if said.get("uses") else EVERY_USE
    clients = said.get("clients") or ("",)
    return frozenset((said["cause"], uses, client, said.get("until", "")) for client in clients)


def _text(value: object) -> str:
    return "" if value is None else str(value)
