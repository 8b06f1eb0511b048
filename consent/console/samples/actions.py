"""Asking for a sample, drawing it when its checkpoint is there, and saying what was found."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.console.samples.drawing import draw, seed_of
from consent.console.samples.errors import NotDrawnYet, NothingSignedYet, SampleNotFound
from consent.console.samples.models import (
    Sample,
    SampleDraw,
    SampleItem,
    SampleVerdict,
    Verdict,
)
from consent.ledger.models import LedgerCheckpoint
from consent.ledger.notes import parse
from consent.ledger.signing import newest_row
from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.cases.found import open_found
from foundation.database import transaction
from foundation.statements import insert_unless_there


def ask_for_sample(purpose: str, wanted: int, *, actor: Actor) -> UUID:
    """The next checkpoint decides what is in it, so nobody knows it now."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        newest = newest_row(session, lock=True)
        if newest is None:
            raise NothingSignedYet
        sample = Sample(
            purpose=purpose, wanted=wanted, asked_by=actor.id, after_checkpoint=newest.number
        )
        session.add(sample)
        session.flush()
        audit.record(session, actor, "sample.asked", sample.id, wanted=wanted)
        return sample.id


def draw_due() -> int:
    """By the job: all whose checkpoint has come. Two at once draw the same, and once."""
    with transaction() as session:
        drawn = select(SampleDraw.sample_id)
        waiting = session.scalars(select(Sample).where(Sample.id.not_in(drawn))).all()
        return sum(_draw(session, sample) for sample in waiting)


def _draw(session: Session, sample: Sample) -> bool:
    of = LedgerCheckpoint
    later = select(of).where(of.number > sample.after_checkpoint).order_by(of.number).limit(1)
    checkpoint = session.scalars(later).first()
    if checkpoint is None:
        return False
    seed = seed_of(parse(checkpoint.note).text, sample.purpose)
    found = SampleDraw(
        sample_id=sample.id, checkpoint=checkpoint.number, size=checkpoint.size, seed=seed.hex()
    )
    row = {name: getattr(found, name) for name in ("checkpoint", "size", "seed", "drawn_at")}
    if not insert_unless_there(session, SampleDraw, sample_id=sample.id, **row):
        return False
    session.add_all(
        SampleItem(sample_id=sample.id, number=number, position=position)
        for number, position in enumerate(draw(seed, checkpoint.size, sample.wanted), 1)
    )
    audit.record(session, SYSTEM, "sample.drawn", sample.id, checkpoint=checkpoint.number)
    return True


def judge_item(
    sample_id: UUID, number: int, verdict: Verdict, *, words: str = "", actor: Actor
) -> UUID | None:
    """What is wrong or unclear becomes a case, with the words that were typed; its id."""
    with transaction() as session:
        actor.require_power(Power.READ_RIGHTS)
        if session.get(Sample, sample_id) is None:
            raise SampleNotFound
        if session.get(SampleItem, (sample_id, number)) is None:
            raise NotDrawnYet
        case_id = None if verdict is Verdict.RIGHT else _case(session, sample_id, words, actor)
        found = SampleVerdict(
            sample_id=sample_id,
            number=number,
            verdict=verdict.value,
            judged_by=actor.id,
            case_id=case_id,
        )
        session.add(found)
        audit.record(session, actor, "sample.judged", sample_id, number=number, found=verdict.value)
        return case_id


def _case(session: Session, sample_id: UUID, words: str, actor: Actor) -> UUID:
    case = open_found(
        session,
        subject="An entry that was drawn for an audit",
        text=words or "Nothing was written about it yet.",
        about=f"/compliance/samples/{sample_id}",
        owner_id=actor.id,
        actor=actor,
    )
    return case.id
