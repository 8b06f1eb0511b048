"""What those who cast write down for themselves: stars, tags, notes on one or on a pair."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from marketplace.casting import reading
from marketplace.casting.board_models import CastingMark, CastingNote
from marketplace.casting.errors import ApplicationNotFound

MOST_STARS = 5


def mark_application(application_id: UUID, stars: int, tags: str, *, actor: Actor) -> None:
    with transaction() as session:
        application = reading.application_to_cast(session, application_id, actor)
        words = [each.strip() for each in tags.split(",") if each.strip()]
        mark = CastingMark(
            application_id=application.id, stars=stars, tags=", ".join(dict.fromkeys(words))
        )
        session.merge(mark)
        audit.record(session, actor, "application.marked", application.id)


def add_note(application_id: UUID, text: str, beside_id: UUID | None, *, actor: Actor) -> None:
    """Beside another of the same gig it is about the two together."""
    with transaction() as session:
        application = reading.application_to_cast(session, application_id, actor)
        if beside_id is not None:
            _refuse_apart(session, application.gig_id, beside_id, actor)
        note = CastingNote(
            application_id=application.id, beside_id=beside_id, text=text.strip(), by=actor.id
        )
        session.add(note)
        audit.record(session, actor, "application.noted", application.id)


def _refuse_apart(session: Session, gig_id: UUID, beside_id: UUID, actor: Actor) -> None:
    if reading.application_to_cast(session, beside_id, actor).gig_id != gig_id:
        raise ApplicationNotFound
