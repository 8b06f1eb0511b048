"""Appealing a rejection, and deciding the appeal: never by who had a part in the rejection."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.accounts.roles import Role
from marketplace.takes import deciding, steps
from marketplace.takes.appeals import queries
from marketplace.takes.appeals.errors import (
    AppealNotFound,
    GrantedByNow,
    OwnDecision,
    TooLateToAppeal,
)
from marketplace.takes.appeals.models import AppealOutcome, TakeAppeal
from marketplace.takes.appeals.steps import due_after, end
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, TakeState
from marketplace.takes.reviewing import news, policy
from marketplace.takes.reviewing.opinion import put_note
from marketplace.takes.reviewing.queries import had_a_part, reviewers


def appeal_take(take_id: UUID, note: str, *, actor: Actor) -> None:
    """Any of those who play in it, for all of them."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        if actor.role != Role.PERFORMER or actor.id not in _performers(session, take):
            raise TakeNotFound
        steps.refuse_unless(take, TakeState.REJECTED)
        if take.appeal_by is None or take.appeal_by < now():
            raise TooLateToAppeal
        appeal = TakeAppeal(
            take_id=take.id,
            client_id=take.client_id,
            performer_id=actor.id,
            due_at=due_after(now()),
        )
        session.add(appeal)
        session.flush()
        put_note(session, take.id, appeal.id, actor.id, note)
        deciding.appeal(session, take, actor=actor)
        audit.record(session, actor, "take_appeal.made", take.id)
        _tell_all(session, take)


def decide_appeal(take_id: UUID, outcome: AppealOutcome, note: str, *, actor: Actor) -> None:
    """In time: what nobody answered by then is granted, also where the job that says so is late."""
    with transaction() as session:
        take = steps.locked(session, take_id)
        appeal = answered_by(session, take, actor)
        if had_a_part(session, take.id, actor.id):
            raise OwnDecision
        steps.refuse_unless(take, TakeState.APPEALED)
        if outcome is AppealOutcome.UPHELD and appeal.due_at <= now():
            raise GrantedByNow
        end(session, take, appeal, outcome, actor=actor)
        put_note(session, take.id, queries.answer_id(appeal), actor.id, note)
        audit.record(session, actor, "take_appeal.decided", take.id, outcome=outcome.value)


def answered_by(session: Session, take: Take, actor: Actor) -> TakeAppeal:
    """To whoever answers none, or plays in it, there is no appeal."""
    found = queries.appeal_of(session, take.id)
    plays = actor.id in _performers(session, take)
    if found is None or plays or not policy.may_answer_appeals(actor):
        raise AppealNotFound
    return found


def _performers(session: Session, take: Take) -> set[UUID]:
    return {each.performer_id for each in steps.tracks_of(session, take.id)}


def _tell_all(session: Session, take: Take) -> None:
    """Who may answer it, and whose decision it is against."""
    ours = {each for each in reviewers(session) if not had_a_part(session, take.id, each)}
    ours -= _performers(session, take)
    news.tell(session, take, "appealed", ours, f"/takes/{take.id}/judgement")
    news.tell_client(session, take, "appealed")
