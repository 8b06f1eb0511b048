"""Take by take: what is left of a choice once money and consent were asked, and why not the rest.

In batches, so that a million takes need no more memory at once than some thousands.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consent.decisions.driver_ids import Written, as_uuid
from foundation.statements import among_named, as_given, as_written
from marketplace.deliveries.choosing import rights
from marketplace.deliveries.choosing.asking import Question
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.reasons import Because, Reason
from marketplace.deliveries.choosing.wording import FITS
from marketplace.facts.settled import overdue_performers
from marketplace.takes.models import Track

_AT_ONCE = 20_000


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
    rows = session.execute(question.takes, question.given).all()
    for start in range(0, len(rows), _AT_ONCE):
        yield _batch(session, client_id, choice, rows[start : start + _AT_ONCE], on)


def _batch(
    session: Session, client_id: UUID, choice: Choice, rows: Sequence[Any], on: date
) -> Batch:
    """Each row: a take, why not, and how much of it was accepted."""
    out = {take: Reason(Because(reason)) for take, reason, _ in rows if reason != FITS}
    fitting = [take for take, reason, _ in rows if reason == FITS]
    recordings: dict[Written, Written] = {}
    if fitting:
        players, recordings = _tracks(session, fitting)
        late = overdue_performers(session, client_id, on, performers=players.keys())
        keys = {as_uuid(each): each for each in players} if late else {}
        out |= {take: Reason(Because.OVERDUE) for each in late for take in players[keys[each]]}
        asked = [each for each, take in recordings.items() if take not in out]
        for each, reason in rights.refused(session, client_id, choice, asked, on).items():
            take = recordings[each]
            out[take] = min(reason, out.get(take, reason))
    return Batch(
        lengths={take: length or 0 for take, _, length in rows if take not in out},
        recordings=[each for each, take in recordings.items() if take not in out],
        left_out=out,
    )


def _tracks(
    session: Session, takes: Sequence[Written]
) -> tuple[dict[Written, list[Written]], dict[Written, Written]]:
    """By performer the takes that they play in, and by recording its take."""
    dialect = session.get_bind().dialect.name
    players: dict[Written, list[Written]] = defaultdict(list)
    recordings: dict[Written, Written] = {}
    given = {"takes": as_given(dialect, takes)}
    for take, recording, performer in session.execute(_played(dialect), given):
        players[performer].append(take)
        if recording is not None:
            recordings[recording] = take
    return players, recordings


@cache
def _played(dialect: str) -> Select[Any]:
    """Put into words once."""
    of = Track
    columns = map(as_written, (of.take_id, of.recording_id, of.performer_id))
    return select(*columns).where(among_named(dialect, of.take_id, "takes"))
