"""How somebody of the demo accepts: by signing the paper on recording and pay."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from consent.signing import actions
from consent.signing.answers import Answers
from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db
from marketplace.casting.models import Offer
from marketplace.casting.papers import paper_to_sign


@dataclass(frozen=True, slots=True)
class _JustNow:
    authenticated_at: datetime


def sign(offer_id: UUID, performer: Actor) -> None:
    session = db.session()
    paper = paper_to_sign(session, session.get_one(Offer, offer_id))
    name = hooks.names(session, [performer.id])[performer.id]
    session.rollback()
    if paper is None:
        raise LookupError(offer_id)
    seen = actions.show(paper, "en", actor=performer).shown_hash
    answers = Answers(name=name, uses={}, post_mortem=None)
    actions.sign(paper, seen, answers, proven=_JustNow(now()), actor=performer)
