"""Take by take: what is left of a choice once money and consent were asked, and why not the rest.

In batches, so that a million takes need no more memory at once than some thousands.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.driver_ids import Written, as_uuid
from marketplace.deliveries.choosing import rights
from marketplace.deliveries.choosing.asking import Question
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.reasons import Because, Reason
from marketplace.deliveries.choosing.wording import FITS
from marketplace.facts.settled import overdue_performers

_AT_ONCE = 20_000
_REASONS: dict[str, Reason] = {each.value: Reason(each) for each in Because}
_ORDER: dict[str, int] = {each: number for number, each in enumerate((*Because, FITS))}


@dataclass(frozen=True, slots=True)
class Batch:
    """Some takes, in the order of their ids."""

    lengths: dict[Written, int]
    """Of those that are chosen, how much of each was accepted; 0 where nobody measured."""
    recordings: list[Written]
    """Of the same takes."""
    left_out: dict[Written, Reason]


def sifted(
    session: Session, client_id: UUID, choice: Choice, question: Question, on: date
) -> Iterator[Batch]:
    # Straight from the driver: making rows and ids of all of them costs more than the query.
    session.flush()
    rows = session.connection().execute(question.takes, question.given).cursor.fetchall()
    for some in _whole_takes(rows):
        yield _batch(session, client_id, choice, some, on)


def _whole_takes(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The tracks of one take are never in two batches."""
    start = 0
    while start < len(rows):
        end = min(start + _AT_ONCE, len(rows))
        while end < len(rows) and rows[end][0] == rows[end - 1][0]:
            end += 1
        yield rows[start:end]
        start = end


def _batch(
    session: Session, client_id: UUID, choice: Choice, rows: Sequence[Any], on: date
) -> Batch:
    """Each row: a take, why not, how much of it was accepted; a recording, who plays in it."""
    out = _out(rows)
    lengths: dict[Written, int] = {}
    players: dict[Written, list[Written]] = defaultdict(list)
    recordings: dict[Written, Written] = {}
    for take, _, length, recording, performer in rows:
        if take not in out:
            lengths[take] = length or 0
            recordings[recording] = take
            players[performer].append(take)
    late = overdue_performers(session, client_id, on, performers=players) if players else ()
    keys = {as_uuid(each): each for each in players} if late else {}
    out |= {take: _REASONS[Because.OVERDUE] for each in late for take in players[keys[each]]}
    asked = [each for each, take in recordings.items() if take not in out]
    for each, reason in rights.refused(session, client_id, choice, asked, on).items():
        take = recordings[each]
        out[take] = min(reason, out.get(take, reason))
    return Batch(
        lengths={take: length for take, length in lengths.items() if take not in out},
        recordings=[each for each, take in recordings.items() if take not in out],
        left_out=out,
    )


def _out(rows: Sequence[Any]) -> dict[Written, Reason]:
    """Of a take with several tracks, the first reason that holds for any of them."""
    found: dict[Written, str] = {}
    for take, reason, *_ in rows:
        if reason != FITS and _ORDER[reason] < _ORDER[found.get(take, FITS)]:
            found[take] = reason
    return {take: _REASONS[reason] for take, reason in found.items()}
