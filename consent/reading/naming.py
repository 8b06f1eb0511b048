"""Sentences as people read them: with names where the ledger has ids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consent.ledger.entries import Entry
from consent.ledger.explaining.sentences import explained
from consent.ledger.openings.lines import Line
from foundation import hooks
from foundation.database import db

_ID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@dataclass(frozen=True, slots=True)
class Told:
    entry: Entry
    public: str
    """What the entry says for itself, to anybody."""
    private: str
    """What it opens to; empty where that is not there for this reader."""
    placed: bool


def in_names(lines: Sequence[Line]) -> list[Told]:
    """What nobody has a name for keeps its id: recordings, agreements, closed accounts."""
    private = named([line.sentence if line.payload else "" for line in lines])
    return [
        Told(line.entry, explained(line.entry), sentence, line.placed)
        for line, sentence in zip(lines, private, strict=True)
    ]


def named(sentences: Sequence[str]) -> list[str]:
    ids = {UUID(found) for sentence in sentences for found in _ID.findall(sentence)}
    names = hooks.names(db.session(), ids)

    def name(found: re.Match[str]) -> str:
        return names.get(UUID(found[0]), found[0])

    return [_ID.sub(name, sentence) for sentence in sentences]
