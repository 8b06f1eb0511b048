"""An earning waits for a named reason, by a named person, until a day: and no longer by itself."""

from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor, Power
from foundation.cases.given import open_given
from foundation.cases.models import CaseKind
from foundation.clock import now
from foundation.database import transaction
from payouts.earnings import news, policy
from payouts.earnings.errors import (
    HoldIsOver,
    HoldNotFound,
    NoSuchEnd,
    NotLonger,
    NotOnYourOwnPay,
    ObjectedAlready,
)
from payouts.earnings.hold_models import HoldDecision, HoldEnding, HoldReason, PayHold
from payouts.earnings.models import Earning, EarningState
from payouts.earnings.moving import locked, move
from payouts.journal.chart import Account, Kind, Purpose
from payouts.journal.posting import Line, post

LONGEST_DAYS = 30
"""By one decision. Who wants more decides again, and the performer is told again."""
ANSWERED_WITHIN_WORKING_DAYS = 5


class Why(NamedTuple):
    """What every decision about a hold says."""

    until_on: date
    text: str


def place_hold(earning_id: UUID, reason: HoldReason, why: Why, *, actor: Actor) -> UUID:
    """Of this earning alone: what is undisputed goes on."""
    actor.require_power(Power.KEEP_PAY)
    _refuse_unless_soon(why.until_on)
    with transaction() as session:
        earning = _decidable(session, earning_id, actor)
        amount = earning.left
        move(session, [earning.id], EarningState.PAYABLE, EarningState.HELD)
        hold = PayHold(
            earning_id=earning.id,
            reason=reason,
            amount_minor=amount.amount_minor,
            until_on=why.until_on,
            placed_by=actor.id,
            placed_as=actor.role,
        )
        session.add(hold)
        session.flush()
        _write_down(session, hold, why, actor)
        line = Line(_payable(earning), _held(earning), amount, Purpose.HOLD, hold.id)
        post(session, f"hold:{hold.id}", [line])
        audit.record(session, actor, "pay_hold.placed", hold.id, earning=str(earning.id))
        news.tell_held(session, earning, hold, "held", actor)
        return hold.id


def extend_hold(hold_id: UUID, why: Why, *, actor: Actor) -> None:
    """A new decision, with words of its own."""
    actor.require_power(Power.KEEP_PAY)
    _refuse_unless_soon(why.until_on)
    with transaction() as session:
        hold, earning = _live(session, hold_id)
        _refuse_own(earning, actor)
        if why.until_on <= hold.until_on:
            raise NotLonger
        hold.until_on = why.until_on
        _write_down(session, hold, why, actor)
        audit.record(session, actor, "pay_hold.extended", hold.id, until=str(why.until_on))
        news.tell_held(session, earning, hold, "hold_extended", actor)


def end_hold(hold_id: UUID, text: str, *, actor: Actor) -> None:
    actor.require_power(Power.KEEP_PAY)
    with transaction() as session:
        hold, earning = _live(session, hold_id)
        _refuse_own(earning, actor)
        _write_down(session, hold, Why(now().date(), text), actor)
        _release(session, hold, earning, HoldEnding.ENDED, actor)


def run_out(session: Session, hold_id: UUID) -> bool:
    """A step: its last day is over. False where somebody ended or extended it meanwhile."""
    try:
        hold, earning = _live(session, hold_id)
    except HoldIsOver:
        return False
    if hold.until_on >= now().date():
        return False
    _release(session, hold, earning, HoldEnding.RAN_OUT, SYSTEM)
    return True


def object_to_hold(hold_id: UUID, text: str, *, actor: Actor) -> UUID:
    """A case for somebody else than who placed it."""
    with transaction() as session:
        hold, earning = _live(session, hold_id)
        if not policy.may_see_own(actor, earning):
            raise HoldNotFound
        if hold.case_id is not None:
            raise ObjectedAlready
        case = open_given(
            session,
            kind=CaseKind.DISPUTE,
            subject="Pay is held, and the performer objects",
            text=text,
            about=f"/earnings/{earning.id}",
            power=Power.KEEP_PAY,
            barred={actor.id, hold.placed_by},
            within_working_days=ANSWERED_WITHIN_WORKING_DAYS,
            actor=actor,
        )
        hold.case_id = case.id
        return case.id


def end_with_nothing_left(session: Session, earning: Earning) -> None:
    """A step: all that waited was taken by a reduction, so nothing waits any more."""
    wanted = select(PayHold).where(PayHold.earning_id == earning.id, PayHold.ended_at.is_(None))
    hold = session.scalars(wanted.with_for_update()).one()
    hold.ended_at, hold.ended_by, hold.ending = now(), SYSTEM.id, HoldEnding.ENDED


def _release(
    session: Session, hold: PayHold, earning: Earning, ending: HoldEnding, actor: Actor
) -> None:
    move(session, [earning.id], EarningState.HELD, EarningState.PAYABLE)
    hold.ended_at, hold.ended_by, hold.ending = now(), actor.id, ending
    session.flush()
    line = Line(_held(earning), _payable(earning), earning.left, Purpose.RELEASE, hold.id)
    post(session, f"release:{hold.id}", [line])
    audit.record(session, actor, "pay_hold.ended", hold.id, ending=ending.value)
    news.tell_released(session, earning)


def _decidable(session: Session, earning_id: UUID, actor: Actor) -> Earning:
    earning = locked(session, earning_id)
    _refuse_own(earning, actor)
    return earning


def _refuse_own(earning: Earning, actor: Actor) -> None:
    if not policy.stands_apart(actor, earning):
        raise NotOnYourOwnPay


def _live(session: Session, hold_id: UUID) -> tuple[PayHold, Earning]:
    """The earning first: whoever changes one of its holds waits for the others there."""
    found = session.get(PayHold, hold_id)
    if found is None:
        raise HoldNotFound
    earning = locked(session, found.earning_id)
    session.refresh(found)
    if found.ended_at is not None:
        raise HoldIsOver
    return found, earning


def _write_down(session: Session, hold: PayHold, why: Why, actor: Actor) -> None:
    said = select(func.count()).where(HoldDecision.hold_id == hold.id)
    decision = HoldDecision(
        hold_id=hold.id,
        n=(session.scalar(said) or 0) + 1,
        until_on=why.until_on,
        text=why.text,
        decided_by=actor.id,
    )
    session.add(decision)
    session.flush()


def _refuse_unless_soon(until_on: date) -> None:
    today = now().date()
    if not today < until_on <= today + timedelta(days=LONGEST_DAYS):
        raise NoSuchEnd(LONGEST_DAYS)


def _payable(earning: Earning) -> Account:
    return Account(Kind.PERFORMER_PAYABLE, earning.performer_id, earning.currency)


def _held(earning: Earning) -> Account:
    return Account(Kind.PERFORMER_HELD, earning.performer_id, earning.currency)
