"""Opening self-tapes: an act on record that the performer is shown, good for an hour."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.ids import new_id
from marketplace.casting import auditions, reading
from marketplace.casting.errors import TapeClosed, TapeNotFound
from marketplace.casting.models import Application, ApplicationState
from marketplace.casting.tape_models import Tape, TapeViewing

LASTS = timedelta(hours=1)
_NOT_SHOWN = frozenset((ApplicationState.DRAFT, ApplicationState.WITHDRAWN))


@dataclass(frozen=True, slots=True)
class Opened:
    viewing: TapeViewing
    tape: Tape
    application: Application


def open_tapes(gig_id: UUID, application_ids: Collection[UUID], *, actor: Actor) -> UUID:
    """Side by side. What was promised for a tape is owed from now on. Gives the sitting's id."""
    with transaction() as session:
        reading.gig_to_cast(session, gig_id, actor)
        sitting = new_id()
        found = _with_tape(session, gig_id, application_ids)
        if not found:
            raise TapeNotFound
        for application in found:
            assert application.tape_id is not None  # noqa: S101 - the query asked for it
            session.add(_viewing(application.tape_id, sitting, actor))
            auditions.owe(session, application, actor=actor)
            audit.record(session, actor, "tape.opened", application.id)
        return sitting


def sitting(session: Session, gig_id: UUID, sitting_id: UUID, actor: Actor) -> list[Opened]:
    """What this person opened, for an hour. Nobody else's, in no other role."""
    reading.gig_to_cast(session, gig_id, actor)
    of = TapeViewing
    wanted = (
        select(of, Tape, Application)
        .join(Tape, Tape.id == of.tape_id)
        .join(Application, Application.id == Tape.application_id)
        .where(of.sitting_id == sitting_id, of.reader_id == actor.id, of.acted_as == actor.role)
        .where(of.opened_at > now() - LASTS, Application.gig_id == gig_id)
    )
    found = [Opened(*row) for row in session.execute(wanted.order_by(of.opened_at, of.id))]
    if not found:
        raise TapeClosed
    return found


def tape_for(session: Session, viewing_id: UUID, actor: Actor) -> Tape:
    """Asked again for every range of bytes."""
    viewing = session.get(TapeViewing, viewing_id)
    if viewing is None or viewing.reader_id != actor.id or viewing.acted_as != actor.role:
        raise TapeNotFound
    tape = session.get_one(Tape, viewing.tape_id)
    application = session.get_one(Application, tape.application_id)
    reading.gig_to_cast(session, application.gig_id, actor)
    if viewing.opened_at <= now() - LASTS or tape.destroyed_at is not None:
        raise TapeClosed
    if application.tape_id != tape.id:
        raise TapeClosed
    return tape


def own_tape(session: Session, application_id: UUID, actor: Actor) -> Tape:
    """One's own is played without a record."""
    application = reading.own_application(session, application_id, actor)
    found = session.get(Tape, application.tape_id) if application.tape_id else None
    if found is None or found.destroyed_at is not None:
        raise TapeNotFound
    return found


def viewings_of(session: Session, application_id: UUID) -> Sequence[TapeViewing]:
    """Who watched, for whose tape it is; the newest first."""
    of = TapeViewing
    wanted = select(of).join(Tape, Tape.id == of.tape_id)
    theirs = wanted.where(Tape.application_id == application_id)
    return session.scalars(theirs.order_by(of.opened_at.desc(), of.id)).all()


def _with_tape(session: Session, gig_id: UUID, ids: Collection[UUID]) -> Sequence[Application]:
    of = Application
    wanted = (
        select(of)
        .join(Tape, Tape.id == of.tape_id)
        .where(of.gig_id == gig_id, of.id.in_(ids), of.state.not_in(_NOT_SHOWN))
        .where(Tape.destroyed_at.is_(None))
    )
    return session.scalars(wanted.order_by(of.submitted_at, of.id)).all()


def _viewing(tape_id: UUID, sitting_id: UUID, actor: Actor) -> TapeViewing:
    return TapeViewing(
        tape_id=tape_id,
        sitting_id=sitting_id,
        reader_id=actor.id,
        acted_as=actor.role,
        on_behalf_of=actor.on_behalf_of,
    )
