"""Moving applications on: the steps that every way to a new state takes."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.casting.errors import GigNotFound
from marketplace.casting.models import Application, ApplicationState, CastingStep
from marketplace.casting.tape_models import Tape
from marketplace.gigs.models import Gig
from marketplace.requests.window import Window

OWED = frozenset((ApplicationState.SUBMITTED, ApplicationState.SHORTLISTED))
"""Somebody owes these an answer."""
NOT_TAKEN = frozenset(
    (
        ApplicationState.DECLINED,
        ApplicationState.KEPT,
        ApplicationState.LAPSED,
        ApplicationState.WITHDRAWN,
    )
)
ANSWERED_WITHIN = timedelta(days=7)
"""Of the last day to apply, and of whatever puts an application back."""
TAPES_KEPT = timedelta(days=30)


def locked_gig(session: Session, gig_id: UUID) -> Gig:
    """The row that all who apply, offer, accept and close queue for. Whoever also locks papers
    locks those first."""
    wanted = select(Gig).where(Gig.id == gig_id).with_for_update()
    found = session.scalar(wanted.execution_options(populate_existing=True))
    if found is None:
        raise GigNotFound
    return found


def move(
    session: Session,
    application: Application,
    state: ApplicationState,
    *,
    actor: Actor,
    step: str = "",
) -> None:
    """A step: the new state, and what both sides are shown of it."""
    application.state = state
    session.add(CastingStep(application_id=application.id, state=step or state.value, by=actor.id))
    destroy_at = now() + TAPES_KEPT if state in NOT_TAKEN else None
    theirs = update(Tape).where(Tape.application_id == application.id, Tape.destroyed_at.is_(None))
    if application.tape_id is not None:
        session.execute(theirs.where(Tape.id == application.tape_id).values(destroy_at=destroy_at))
    session.flush()


def owe_answer(application: Application, window: Window) -> None:
    """Restarts its clock: an answer is due a week after the last day to apply, and never sooner
    than a week from now."""
    closes = datetime.combine(window.apply_by, time.min, ZoneInfo(window.zone))
    after = (closes + timedelta(days=1)).astimezone(UTC) + ANSWERED_WITHIN
    application.answer_due_at = max(after, now() + ANSWERED_WITHIN)
    application.reminded_at = application.late_at = None
