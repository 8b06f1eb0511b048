"""How a take was judged and what became of an appeal, for both sides and for who answers it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.clock import now
from marketplace.accounts.roles import Role
from marketplace.bookings.policy import may_follow
from marketplace.gigs.models import Gig
from marketplace.takes.appeals import queries
from marketplace.takes.appeals.models import TakeAppeal
from marketplace.takes.appeals.queries import Overturns
from marketplace.takes.delegated import is_delegated
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, TakeState
from marketplace.takes.reviewing import policy
from marketplace.takes.reviewing.models import TakeNote
from marketplace.takes.reviewing.queries import (
    Said,
    had_a_part,
    is_kept_blind,
    said_of,
)
from marketplace.takes.tracks import tracks_of


@dataclass(frozen=True, slots=True)
class Judgement:
    take: Take
    gig: Gig
    performers: set[UUID]
    recordings: list[UUID]
    said: list[Said]
    appeal: TakeAppeal | None
    appeal_note: str
    answer_note: str
    overturns: Overturns
    plays: bool
    may_follow: bool
    """They have the page of the take as well; who only judges it has not."""
    may_appeal: bool
    may_answer: bool


def shown(session: Session, take_id: UUID, actor: Actor) -> Judgement:
    take = session.get(Take, take_id)
    if take is None:
        raise TakeNotFound
    tracks = tracks_of(session, take_id)
    performers = {each.performer_id for each in tracks}
    appeal = queries.appeal_of(session, take_id)
    plays = actor.role == Role.PERFORMER and actor.id in performers
    answers = appeal is not None and policy.may_answer_appeals(actor)
    if actor.id in performers and not plays:
        raise TakeNotFound
    judges = actor.role == Role.REVIEWER and is_delegated(session, take, actor.id)
    judges = judges and not is_kept_blind(session, take, actor)
    follows = may_follow(actor, take.client_id)
    if not (plays or answers or judges or follows):
        raise TakeNotFound
    is_open = appeal is not None and appeal.outcome is None
    return Judgement(
        take=take,
        gig=session.get_one(Gig, take.gig_id),
        performers=performers,
        recordings=[each.recording_id for each in tracks if each.recording_id],
        said=said_of(session, take_id),
        appeal=appeal,
        appeal_note=_note(session, appeal.id if appeal else None),
        answer_note=_note(session, queries.answer_id(appeal) if appeal else None),
        overturns=queries.overturns_of(session, take.client_id),
        plays=plays,
        may_follow=plays or follows,
        may_appeal=plays and _may_be_appealed(take),
        may_answer=answers and is_open and not had_a_part(session, take_id, actor.id),
    )


def _may_be_appealed(take: Take) -> bool:
    in_time = take.appeal_by is not None and take.appeal_by >= now()
    return take.state is TakeState.REJECTED and in_time


def _note(session: Session, about_id: UUID | None) -> str:
    found = session.get(TakeNote, about_id) if about_id else None
    return found.text if found else ""
