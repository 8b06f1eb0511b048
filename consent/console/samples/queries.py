"""Samples, and each drawn entry in the words in which its opening reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.samples.errors import SampleNotFound
from consent.console.samples.models import Sample, SampleDraw, SampleItem, SampleVerdict
from consent.keeping import openings
from consent.keeping.readings import Shown, put_on_record
from consent.ledger.entries import Entry
from consent.ledger.explaining.sentences import explained
from consent.ledger.models import LedgerCheckpoint, LedgerEntry
from consent.ledger.notes import parse
from foundation.actors import Actor, Power
from foundation.database import transaction

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Drawn:
    """One entry of a sample, with what was found of it last."""

    number: int
    position: int
    entry: Entry
    sentence: str
    verdict: SampleVerdict | None


@dataclass(frozen=True, slots=True)
class Read:
    sample: Sample
    draw: SampleDraw | None
    checkpoint_text: str
    items: Sequence[Drawn]


def samples(session: Session) -> list[tuple[Sample, SampleDraw | None]]:
    """Newest first."""
    both = select(Sample, SampleDraw).outerjoin(SampleDraw, SampleDraw.sample_id == Sample.id)
    rows = session.execute(both.order_by(Sample.asked_at.desc(), Sample.id).limit(SHOWN))
    return [(row[0], row[1]) for row in rows]


def read_sample(sample_id: UUID, *, actor: Actor) -> Read:
    """On record for everybody whom one of its entries is about."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        sample = session.get(Sample, sample_id)
        if sample is None:
            raise SampleNotFound
        draw = session.get(SampleDraw, sample_id)
        items, people = _items(session, sample_id)
        put_on_record(session, actor, Shown.SAMPLE, people)
        text = _text(session, draw) if draw else ""
        session.flush()
        session.expunge(sample)
        if draw:
            session.expunge(draw)
        return Read(sample, draw, text, items)


def _text(session: Session, draw: SampleDraw) -> str:
    return parse(session.get_one(LedgerCheckpoint, draw.checkpoint).note).text


def _items(session: Session, sample_id: UUID) -> tuple[list[Drawn], set[UUID]]:
    rows = session.execute(
        select(SampleItem.number, LedgerEntry.position, LedgerEntry.body)
        .join(LedgerEntry, LedgerEntry.position == SampleItem.position)
        .where(SampleItem.sample_id == sample_id)
        .order_by(SampleItem.number)
    ).all()
    entries = [Entry.parse(row.body) for row in rows]
    opened = openings.read(session, [entry.event.id for entry in entries])
    said = {event_id: found.payload for event_id, found in opened.items()}
    last = _verdicts(session, sample_id)
    items = [
        Drawn(
            row.number,
            row.position,
            entry,
            explained(entry, said.get(entry.event.id)),
            last.get(row.number),
        )
        for row, entry in zip(rows, entries, strict=True)
    ]
    return items, {UUID(payload["person"]) for payload in said.values()}


def _verdicts(session: Session, sample_id: UUID) -> dict[int, SampleVerdict]:
    of = SampleVerdict
    wanted = select(of).where(of.sample_id == sample_id).order_by(of.judged_at, of.id)
    found = {}
    for row in session.scalars(wanted).all():
        session.expunge(row)
        found[row.number] = row
    return found
