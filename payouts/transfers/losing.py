"""A payout that Stripe tells us nothing about any more: its transfer is taken back where its money
still lies in the account that is gone. Where it does not, a case asks somebody of finance to find
out; nobody asks Stripe again by themselves."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import audit, hooks
from foundation.actors import SYSTEM, Actor, Power
from foundation.cases.found import open_found
from foundation.clock import now
from foundation.database import transaction
from foundation.formats import money
from payouts.pay_runs import outgoing
from payouts.pay_runs.models import Payout, PayoutState, RunApproval
from payouts.transfers import moving, news
from payouts.transfers.errors import LostNotFound, NotLost, StillOpen
from payouts.transfers.following import take_back
from payouts.transfers.models import OPEN, Attempt, OutOfSight, Sight, Step

_TAKEN_BACK = "Your account at Stripe was disconnected before your bank had it."


def lose(session: Session, payout: Payout, account: str, why: str) -> bool:
    """A step. Once for each payout, and only while nobody knows that the bank has it."""
    if payout.state is not PayoutState.SENT or session.get(OutOfSight, payout.id) is not None:
        return False
    session.add(OutOfSight(payout_id=payout.id, account=account, why=why))
    payout.because = _TAKEN_BACK
    session.flush()
    audit.record(session, SYSTEM, "payout.out_of_sight", payout.id)
    news.tell_out_of_sight(session, payout)
    take_back(session, payout)
    return True


def is_lost(session: Session, payout: Payout) -> bool:
    return _open(session, payout.id) is not None


def keep_lost(session: Session, payout: Payout, why: str) -> None:
    """A step: Stripe says no, because the money does not lie there. It is on its way to a bank, or
    its owner took it out."""
    row = _open(session, payout.id)
    if row is None or row.case_id is not None:
        return
    amount = money(payout.amount_minor, payout.currency)
    text = (
        f"{amount} were on their way to a bank when their owner took the account {row.account} away"
        f" from us, or it was closed. Stripe tells us no more about it, and does not give the"
        f" transfer back: {why} Ask the performer, or Stripe's support, whether the bank has it."
        f" Then say so on /finance/out-of-sight, or try there to take it back once more."
    )
    row.case_id = open_found(
        session,
        subject=f"A payout of {amount} of which Stripe says nothing any more",
        text=text,
        about="/finance/out-of-sight",
        owner_id=_owner(session, payout),
    ).id
    news.tell_stuck(session, payout, why)


def found_again(session: Session, payout: Payout) -> None:
    """A step: its transfer was reversed, so it is owed again. Who was told that we cannot see it
    hears that it is here."""
    row = _open(session, payout.id)
    if row is not None:
        _end(row, Sight.CAME_BACK, "", SYSTEM)
        news.tell_back_in_sight(session, payout)


def say_arrived(payout_id: UUID, because: str, *, actor: Actor) -> None:
    """Somebody found out that the bank has it. No money moves by this."""
    with transaction() as session:
        row, payout = _lost(session, payout_id, actor)
        if not outgoing.mark_paid(session, payout.id, now()):
            raise NotLost
        moving.arrived(session, payout, now())
        _end(row, Sight.ARRIVED, because, actor)
        audit.record(session, actor, "payout.said_arrived", payout.id)
        news.tell_paid(session, payout)


def try_again(payout_id: UUID, *, actor: Actor) -> None:
    """What a bank did not take lies in their account at Stripe again, some days later."""
    with transaction() as session:
        _, payout = _lost(session, payout_id, actor)
        take_back(session, payout)
        audit.record(session, actor, "payout.taken_back_again", payout.id)


def all_lost(session: Session) -> Sequence[tuple[OutOfSight, Payout]]:
    """What is over too, the newest first."""
    wanted = (
        select(OutOfSight, Payout)
        .join(Payout, Payout.id == OutOfSight.payout_id)
        .order_by(OutOfSight.ended_at.is_not(None), OutOfSight.since.desc(), OutOfSight.payout_id)
        .limit(200)
    )
    return [(row, payout) for row, payout in session.execute(wanted)]


def _lost(session: Session, payout_id: UUID, actor: Actor) -> tuple[OutOfSight, Payout]:
    """Not while it is being taken back: nobody knows yet what comes of that."""
    actor.require_power(Power.APPROVE_PAY)
    row = session.get(OutOfSight, payout_id, with_for_update=True, populate_existing=True)
    if row is None:
        raise LostNotFound
    if row.ended_at is not None:
        raise NotLost
    of = Attempt
    under_way = select(of.id).where(
        of.payout_id == payout_id, of.step == Step.REVERSAL, of.state.in_(OPEN)
    )
    if session.scalar(under_way.limit(1)) is not None:
        raise StillOpen
    return row, session.get_one(Payout, payout_id, populate_existing=True)


def _end(row: OutOfSight, ending: Sight, because: str, actor: Actor) -> None:
    row.ended_at, row.ended_by, row.ending, row.because = now(), actor.id, ending, because


def _open(session: Session, payout_id: UUID) -> OutOfSight | None:
    row = session.get(OutOfSight, payout_id)
    return row if row is not None and row.ended_at is None else None


def _owner(session: Session, payout: Payout) -> UUID | None:
    """Whoever let its run go, if they answer cases still; otherwise it waits on the desk."""
    able = hooks.holders(session, Power.APPROVE_PAY) & hooks.holders(session, Power.ANSWER_CASES)
    of = RunApproval
    wanted = (
        select(of.approved_by).where(of.run_id == payout.run_id).order_by(of.approved_at.desc())
    )
    return next((each for each in session.scalars(wanted) if each in able), None)
