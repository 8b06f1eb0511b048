"""One recording told in whole to its performer: what happened, in words, with a proof each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.keeping import openings
from consent.ledger.explaining.words import Use, said
from consent.ledger.openings.lines import Line
from consent.media.destroying import DESTROYED_WITHIN
from consent.reading.naming import named
from consent.recalls.models import Recall
from consent.recalls.queries import recalls_of
from consent.rights import queries
from consent.rights.cards import Card
from consent.rights.receipts import RECEIPTED
from consent.terms.bits import BIT
from consent.terms.meaning import MEANING
from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now

_NUMBERS = re.compile(
    r"; recall [0-9a-f-]{36}| (?:in|from) delivery [0-9a-f-]{36}| \([0-9a-f-]{36}\)"
    r"|; licence [0-9a-f-]{36}|; hash of the [a-z ]+: sha256:[0-9a-f]{64}"
)
"""What only a comparison needs; it stands in the record, to which each line leads."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of what happened."""

    sentence: str
    at: datetime | date
    entry_id: str
    placed: bool
    """Whether the ledger has given it its place, so that it can be proven."""
    receipted: bool
    """Whether it happened to consent itself, so that there is a receipt of it."""


def own_lines(session: Session, actor: Actor, card: Card) -> list[Line]:
    """What the ledger has of one's own consent to it."""
    return [
        line
        for paper in card.papers
        for line in openings.own_lines_of(session, actor, paper.grant.thread)
    ]


def timeline(lines: Sequence[Line], card: Card) -> list[Told]:
    """Newest first."""
    sentences = _in_names([line.sentence for line in lines], card)
    told = [_told(line, sentence) for line, sentence in zip(lines, sentences, strict=True)]
    return sorted(reversed(told), key=lambda each: str(each.at), reverse=True)


def _told(line: Line, sentence: str) -> Told:
    event = line.entry.event
    receipted = event.type in RECEIPTED and line.payload is not None
    return Told(sentence, _at(line.payload, event.time), event.id, line.placed, receipted)


def recalls(session: Session, actor: Actor, card: Card) -> list[tuple[Recall, str]]:
    """Who was told to stop because of one's own consent, and by when they must answer."""
    found = [
        each for each in recalls_of(session, card.recording.id) if each.performer_id == actor.id
    ]
    names = hooks.names(session, {each.recipient_id or each.client_id for each in found})
    return [(each, names.get(each.recipient_id or each.client_id, "A holder")) for each in found]


def destroyed_on() -> date:
    """If it ended now."""
    return (now() + DESTROYED_WITHIN).date()


def uses_to_stop(card: Card) -> list[tuple[str, str, str]]:
    """What is given and is not review, with its meaning: to stop that too is to withdraw."""
    given = 0
    for paper in card.living:
        given |= paper.right.uses
    return [
        (use.value, said(use).capitalize(), MEANING[use])
        for use in Use
        if use is not Use.REVIEW and given & BIT[use]
    ]


def extent_values(session: Session, actor: Actor, client_id: UUID | None) -> dict[str, Any]:
    known = client_id in queries.clients_of(session, actor.id)
    client = client_id if known else None
    names = hooks.names(session, [client]) if client else {}
    return {
        "extent": queries.extent(session, actor.id, client),
        "holders": _holders(session, actor.id, client),
        "client": client,
        "client_name": names.get(client, "this client") if client else "",
    }


def _holders(session: Session, performer_id: UUID, client_id: UUID | None) -> list[str]:
    """By name: whoever is told to stop."""
    ids = {has or client for client, has in queries.holding(session, performer_id, client_id)}
    names = hooks.names(session, ids)
    return sorted(names.get(each, "somebody without a name here") for each in ids)


def _in_names(sentences: list[str], card: Card) -> list[str]:
    """The recording is the page's own, the agreement is called what was signed."""
    known = {f"for recording {card.recording.id}": "for this recording"}
    known |= {f"recording {card.recording.id}": "this recording"}
    known |= {f"take {card.recording.take_id}": "its take"}
    known |= {str(paper.grant.agreement_id): f"“{paper.called}”" for paper in card.papers}
    return [_NUMBERS.sub("", _replaced(sentence, known)) for sentence in named(sentences)]


def _replaced(sentence: str, known: dict[str, str]) -> str:
    for found, name in known.items():
        sentence = sentence.replace(found, name)
    return sentence


def _at(payload: Any, day: date) -> datetime | date:
    return datetime.fromisoformat(payload["at"]) if payload else day
