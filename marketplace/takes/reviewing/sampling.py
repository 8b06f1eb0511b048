"""Which takes are looked at twice: a share of each request's, the same for whoever asks."""

from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, exists, select
from sqlalchemy.orm import Session

from foundation.clock import now
from marketplace.gigs.models import Gig
from marketplace.takes.models import Take, TakeStep
from marketplace.takes.reviewing.models import TakeReview
from marketplace.takes.reviewing.second_models import SecondOpinion, SecondOpinionShare

USUAL_HUNDREDTHS = 10
WANTED_FOR = timedelta(days=7)
_PARTS = 1 << 64


def is_sampled(take_id: UUID, hundredths: int) -> bool:
    """By the take's id alone, so that nobody chooses; a larger share keeps what a smaller took."""
    drawn = int.from_bytes(sha256(b"second opinion" + take_id.bytes).digest()[:8])
    return drawn * 100 < hundredths * _PARTS


def share_of(session: Session, request_id: UUID) -> int:
    found = session.get(SecondOpinionShare, request_id)
    return USUAL_HUNDREDTHS if found is None else found.hundredths


def ask_if_sampled(session: Session, take: Take, first: TakeReview) -> None:
    """A step, with the first opinion and under the take's lock."""
    request_id = session.scalars(select(Gig.request_id).where(Gig.id == take.gig_id)).one()
    if is_sampled(take.id, share_of(session, request_id)):
        until = now() + WANTED_FOR
        session.add(SecondOpinion(take_id=take.id, first_id=first.id, wanted_until=until))


def wanted_of(session: Session, take: Take) -> SecondOpinion | None:
    """As long as nobody gave it, and no appeal had everybody talk about the first."""
    wanted = select(SecondOpinion).where(
        SecondOpinion.take_id == take.id, *still_wanted(SecondOpinion.take_id)
    )
    return session.scalars(wanted.execution_options(populate_existing=True)).one_or_none()


def still_wanted(take_id: SQLColumnExpression[UUID]) -> tuple[ColumnElement[bool], ...]:
    """Who reads an appeal reads the first opinion: nobody is blind after one, however it ended."""
    appealed = exists().where(TakeStep.take_id == take_id, TakeStep.act == "appealed")
    of = SecondOpinion
    return of.second_id.is_(None), of.wanted_until > now(), ~appealed
