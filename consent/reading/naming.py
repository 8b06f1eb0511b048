"""Sentences as people read them: with names where the ledger has ids."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from consent.ledger.entries import Entry
from consent.ledger.explaining.sentences import explained, read_amount
from consent.ledger.openings.lines import Line
from consent.reading.titles import Title
from foundation import hooks
from foundation.database import db

_SPELLED = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
_ID = re.compile(rf"\b{_SPELLED}")
_AGREEMENT = re.compile(rf"\bagreement {_SPELLED}")
_PRICES = re.compile(r"Prices of optional uses, in minor units of ([A-Z]{3}): ([^.]+)\.")
_PRICE = re.compile(r"([a-z -]+) (\d+)(?=,|$)")
_ROYALTY = re.compile(r"Royalty, in hundredths of a percent: (\d+)\.")
_RENEWAL = re.compile(r"Renewal costs (\d+) minor units of ([A-Z]{3})\.")
_TAKE = re.compile(rf"\btake {_SPELLED}")


@dataclass(frozen=True, slots=True)
class Told:
    entry: Entry
    public: str
    """What the entry says for itself, to anybody."""
    private: str
    """What it opens to; empty where that is not there for this reader."""
    placed: bool


def in_names(lines: Sequence[Line], title: Title | None) -> list[Told]:
    """What nobody has a name for keeps its id, such as a closed account."""
    private = named([line.sentence if line.payload else "" for line in lines])
    return [
        Told(line.entry, explained(line.entry), of_this(sentence, title), line.placed)
        for line, sentence in zip(lines, private, strict=True)
    ]


def of_this(sentence: str, title: Title | None) -> str:
    """One record is about one recording, one take and one paper: the page says which."""
    if title is None or title.recording_id is None:
        return sentence
    sentence = sentence.replace(f"recording {title.recording_id}", "this recording")
    sentence = _AGREEMENT.sub(f"agreement “{title.paper}”", sentence)
    return _TAKE.sub("its take", sentence)


def named(sentences: Sequence[str]) -> list[str]:
    ids = {UUID(found) for sentence in sentences for found in _ID.findall(sentence)}
    names = hooks.names(db.session(), ids)

    def name(found: re.Match[str]) -> str:
        return names.get(UUID(found[0]), found[0])

    return [in_money(_ID.sub(name, sentence)) for sentence in sentences]


def in_money(sentence: str) -> str:
    """The ledger counts in minor units and hundredths of a percent, people do not."""
    sentence = _PRICES.sub(_priced, sentence)
    sentence = _ROYALTY.sub(lambda said: f"Royalty: {int(said[1]) / 100:.2f} %.", sentence)
    return _RENEWAL.sub(
        lambda said: f"Renewal costs {read_amount(int(said[1]), said[2])}.", sentence
    )


def _priced(said: re.Match[str]) -> str:
    prices = _PRICE.sub(lambda each: f"{each[1]} {read_amount(int(each[2]), said[1])}", said[2])
    return f"Prices of optional uses: {prices}."
