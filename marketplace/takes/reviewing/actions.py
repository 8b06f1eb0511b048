"""Taking a take to judge, and deciding it: pay, rights and notices follow at once."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.bookings import steps as bookings
from marketplace.bookings.errors import PriceChanged
from marketplace.takes import deciding, earning, steps
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, TakeState
from marketplace.takes.reviewing import news, queries, retakes, sampling
from marketplace.takes.reviewing.errors import AcceptedByNow, ReasonMissing, SomebodyIsAtIt
from marketplace.takes.reviewing.models import TakeClaim, TakeVerdict
from marketplace.takes.reviewing.opinion import Opinion, keep, refuse_unless_whole

CLAIMED_FOR = timedelta(minutes=30)


def claim_take(take_id: UUID, *, actor: Actor) -> None:
    """To be at it oneself again is to stay at it."""
    with transaction() as session:
        take = _to_judge(session, take_id, actor)
        found = session.get(TakeClaim, take.id)
        if found is None:
            found = TakeClaim(take_id=take.id, reviewer_id=actor.id, until=now())
            session.add(found)
        found.reviewer_id, found.until = actor.id, now() + CLAIMED_FOR
        audit.record(session, actor, "take.claimed", take.id)


def leave_take(take_id: UUID, *, actor: Actor) -> None:
    """Somebody else may have it."""
    with transaction() as session:
        take = _to_judge(session, take_id, actor)
        found = session.get(TakeClaim, take.id)
        if found is not None:
            session.delete(found)
        audit.record(session, actor, "take.left", take.id)


def decide_take(take_id: UUID, opinion: Opinion, *, actor: Actor) -> None:
    """The first who decides has decided."""
    with transaction() as session:
        take = _to_judge(session, take_id, actor)
        _refuse_too_late(take, opinion)
        refuse_unless_whole(session, take, opinion)
        review = keep(session, take, opinion, actor.id)
        sampling.ask_if_sampled(session, take, review)
        _follow(session, take, opinion, actor)
        audit.record(session, actor, "take.judged", take.id, verdict=opinion.verdict.value)
        news.tell_performers(session, take, opinion.verdict.value, but=review.reviewer_id)


def _refuse_too_late(take: Take, opinion: Opinion) -> None:
    """Whoever said nothing for seven days has accepted, also where the job that says so is late."""
    is_over = take.judge_by is not None and take.judge_by <= now()
    if is_over and opinion.verdict is not TakeVerdict.ACCEPT:
        raise AcceptedByNow


def _follow(session: Session, take: Take, opinion: Opinion, actor: Actor) -> None:
    match opinion.verdict:
        case TakeVerdict.ACCEPT:
            of = deciding.Opined(opinion.overall, opinion.span)
            deciding.accept(session, take, of, actor=actor)
            if opinion.bonus:
                earning.pay_bonus(session, take, actor=actor)
        case TakeVerdict.RETAKE:
            # Two takes of one booking asked for again at once are counted one after the other.
            bookings.locked(session, take.booking_id)
            price = retakes.price_of_retake(session, take)
            if price.amount_minor != opinion.price_minor:
                raise PriceChanged
            retakes.promise(session, take, price)
            deciding.ask_again(session, take, actor=actor)
        case TakeVerdict.REJECT:
            if opinion.code is None:
                raise ReasonMissing
            deciding.reject(session, take, opinion.code, actor=actor)


def _to_judge(session: Session, take_id: UUID, actor: Actor) -> Take:
    """Locked, waiting, this actor's to judge, and nobody else at it."""
    take = steps.locked(session, take_id)
    performers = [each.performer_id for each in steps.tracks_of(session, take_id)]
    if not queries.may_judge(session, take, actor, performers):
        raise TakeNotFound
    steps.refuse_unless(take, TakeState.TO_JUDGE)
    claim = queries.claim_of(session, take_id)
    if claim is not None and claim.reviewer_id != actor.id:
        names = hooks.names(session, [claim.reviewer_id])
        raise SomebodyIsAtIt(names.get(claim.reviewer_id, "Somebody"))
    return take
