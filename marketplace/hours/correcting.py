"""A line is corrected by a new row: one side says what it was and why, the other answers."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.hours import news, policy, steps
from marketplace.hours.disputing import open_dispute
from marketplace.hours.errors import (
    CorrectionWaits,
    HoursNotFound,
    LineIsDecided,
    NothingToAnswer,
    SameAsBefore,
)
from marketplace.hours.models import Because, HoursAnswer, HoursLine, LineKind, Timesheet
from marketplace.hours.standing import QUESTIONABLE, Standing, standings

LONGEST_SECONDS = 24 * 60 * 60


def correct_line(
    sheet_id: UUID, kind: LineKind, seconds: int, because: Because, *, actor: Actor
) -> None:
    """Counts when the other side agrees, or has said nothing for seven days."""
    with transaction() as session:
        sheet, line = questioned(session, sheet_id, kind, actor)
        if line.waiting is not None:
            raise CorrectionWaits
        if seconds == line.seconds:
            raise SameAsBefore
        session.add(
            HoursLine(
                timesheet_id=sheet.id,
                kind=kind,
                number=line.rows[-1].line.number + 1,
                seconds=seconds,
                because=because,
                by=actor.id,
                by_performer=policy.is_theirs(actor, sheet),
            )
        )
        session.flush()
        steps.record(session, sheet, "corrected", actor=actor, line=kind.value)
        news.tell_other_side(session, sheet, "corrected", actor)


def answer_correction(sheet_id: UUID, kind: LineKind, agreed: bool, *, actor: Actor) -> None:
    """A no is a dispute: nobody has to ask twice for somebody to decide."""
    with transaction() as session:
        sheet = steps.locked(session, sheet_id)
        if not policy.may_question(actor, sheet):
            raise HoursNotFound
        line = standings(session, sheet).get(kind)
        waiting = line.waiting if line else None
        if waiting is None or waiting.line.by_performer is policy.is_theirs(actor, sheet):
            raise NothingToAnswer
        session.add(HoursAnswer(line_id=waiting.line.id, agreed=agreed, by=actor.id))
        session.flush()
        act = "agreed" if agreed else "not_agreed"
        steps.record(session, sheet, act, actor=actor, line=kind.value)
        if agreed:
            news.tell_other_side(session, sheet, "agreed", actor)
        else:
            open_dispute(session, sheet, kind, "The correction was not agreed to.", actor=actor)


def questioned(
    session: Session, sheet_id: UUID, kind: LineKind, actor: Actor
) -> tuple[Timesheet, Standing]:
    """A step: a line that this actor may still say something about."""
    sheet = steps.locked(session, sheet_id)
    if not policy.may_question(actor, sheet):
        raise HoursNotFound
    line = standings(session, sheet).get(kind)
    if kind not in QUESTIONABLE or line is None:
        raise HoursNotFound
    if not line.is_open or now() >= sheet.approve_by:
        raise LineIsDecided
    return sheet, line
