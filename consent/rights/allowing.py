"""Whether one performer's own consent allows a purpose; what others answered is not said."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from consent.decisions.deciding import decide
from consent.rights import queries
from consent.terms.purpose import Purpose
from foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Allowed:
    """By this performer. That it may be used takes everybody's consent."""

    allowed: bool
    reasons: tuple[str, ...]


def allowed(session: Session, recording_id: UUID, purpose: Purpose, *, actor: Actor) -> Allowed:
    recording = queries.recording_of(session, recording_id, actor)
    refusals = decide(session, recording.id, purpose).refusals(recording.id)
    own = [each for each in refusals if each.performer_id == actor.id]
    reasons = dict.fromkeys(sentence for each in own for sentence in each.sentences())
    return Allowed(not own, tuple(reasons))
