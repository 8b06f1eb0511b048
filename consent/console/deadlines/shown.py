"""Deadlines as a page shows them: names where they have ids, and when in both zones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from consent.console.deadlines.due import Deadline
from consent.reading.naming import named


@dataclass(frozen=True, slots=True)
class Row:
    deadline: Deadline
    sentence: str
    owner: str
    utc: str


def in_names(found: Sequence[Deadline]) -> list[Row]:
    sentences = named([each.what for each in found])
    owners = named([each.owner for each in found])
    return [
        Row(each, sentence, owner, _utc(each.due_at))
        for each, sentence, owner in zip(found, sentences, owners, strict=True)
    ]


def _utc(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
