"""What became of an attempt, and what follows from it: in one transaction, once."""

from datetime import timedelta

from sqlalchemy import bindparam, update
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.statements import changed
from payouts.pay_runs import outgoing
from payouts.pay_runs.models import Payout
from payouts.stripe_gateway.bank_payouts import BankPayout
from payouts.stripe_gateway.outcomes import DefiniteNo, Done, Unknown
from payouts.transfers import losing, moving, news, opening
from payouts.transfers.calling import Absent, Answer, Found, Gone
from payouts.transfers.claiming import Claimed
from payouts.transfers.following import follow, take_back
from payouts.transfers.models import NEVER, OPEN, Attempt, AttemptState, Step

_FIRST_PAUSE = timedelta(seconds=15)
_LONGEST_PAUSE = timedelta(minutes=15)
WITHOUT_FUNDS = timedelta(hours=1)
"""So long until our balance at Stripe may have grown."""

# Made once: most of what is recorded is this.
_NOW_DONE = (
    update(Attempt)
    .where(Attempt.id == bindparam("which"), Attempt.state.in_(OPEN))
    .values(
        state=AttemptState.DONE, stripe_id=bindparam("made"), why="", answered_at=bindparam("at")
    )
    .execution_options(synchronize_session=False)
)


def record(session: Session, claimed: Claimed, found: Found) -> bool:
    """False where somebody else recorded an answer before: by one key there is but one. What was
    done is recorded whoever heard of it; anything else only by the one whose turn it still is,
    since whoever took over meanwhile may have had it done."""
    match found:
        case Done():
            return _done(session, claimed, found.answer)
        case DefiniteNo():
            return _refused(session, claimed, found)
        case Absent():
            return _absent(session, claimed)
        case Gone():
            return _gone(session, claimed, found)
        case Unknown():
            return _changed(
                session,
                claimed,
                state=AttemptState.UNKNOWN,
                why=found.why,
                wait_until=now() + _pause(claimed),
            )


def _done(session: Session, claimed: Claimed, answer: Answer) -> bool:
    given = {"which": claimed.id, "made": answer.id, "at": now()}
    if changed(session, _NOW_DONE, given) == 0:
        return False
    payout = session.get_one(Payout, claimed.payout_id, populate_existing=True)
    match claimed.step:
        case Step.TRANSFER:
            moving.transferred(session, payout, answer.created_at)
            outgoing.mark_sent(session, payout.id)
            opening.open_bank(session, payout, claimed.sending.parameters["destination"])
        case Step.BANK:
            if isinstance(answer, BankPayout):
                follow(session, payout, answer)
        case Step.REVERSAL:
            moving.reversed_(session, payout, answer.created_at)
            outgoing.set_free(session, payout.id, payout.because or "The bank did not take it.")
            losing.found_again(session, payout)
    return True


def _refused(session: Session, claimed: Claimed, no: DefiniteNo) -> bool:
    if no.turned_away:
        # At the door: the key is as good as new. Nothing is decided about this payout by it.
        as_new = {"sent_first_at": None, "sent_last_at": None, "tries": 0}
        wait_until = now() + (_FIRST_PAUSE if no.too_fast else _LONGEST_PAUSE)
        return _changed(session, claimed, state=AttemptState.READY, wait_until=wait_until, **as_new)
    if not _changed(
        session,
        claimed,
        state=AttemptState.REFUSED,
        why=no.why.sentence,
        code=no.why.code or no.why.kind,
        answered_at=now(),
    ):
        return False
    payout = session.get_one(Payout, claimed.payout_id, populate_existing=True)
    _after_no(session, claimed, payout, no)
    return True


def _after_no(session: Session, claimed: Claimed, payout: Payout, no: DefiniteNo) -> None:
    match claimed.step:
        case Step.TRANSFER if no.insufficient:
            account = claimed.sending.parameters["destination"]
            attempt = opening.open_transfer(session, payout, account, now() + WITHOUT_FUNDS)
            if attempt.n == 2:
                news.tell_without_funds(session, payout)
        case Step.TRANSFER:
            outgoing.refuse(session, payout.id, no.why.sentence)
            news.tell_refused(session, payout, no.why.sentence)
        case Step.BANK:
            payout.because = no.why.sentence
            take_back(session, payout)
            news.tell_refused(session, payout, no.why.sentence)
        case Step.REVERSAL if losing.is_lost(session, payout):
            losing.keep_lost(session, payout, no.why.sentence)
        case Step.REVERSAL:
            transfer = claimed.sending.path.split("/")[3]
            attempt = opening.open_reversal(session, payout, transfer, now() + WITHOUT_FUNDS)
            if attempt.n == 2:
                news.tell_stuck(session, payout, no.why.sentence)


def _absent(session: Session, claimed: Claimed) -> bool:
    """Proven not to be done: the same again, under a key of its own."""
    if not _changed(session, claimed, state=AttemptState.ABSENT, answered_at=now()):
        return False
    payout = session.get_one(Payout, claimed.payout_id, populate_existing=True)
    match claimed.step:
        case Step.TRANSFER:
            account = claimed.sending.parameters["destination"]
            opening.open_transfer(session, payout, account, now())
        case Step.BANK:
            opening.open_bank(session, payout, claimed.sending.account)
        case Step.REVERSAL:
            opening.open_reversal(session, payout, claimed.sending.path.split("/")[3], now())
    return True


def _gone(session: Session, claimed: Claimed, gone: Gone) -> bool:
    """Nobody will ever know by asking. Whether it was done, taking it back shows."""
    never = {"state": AttemptState.UNKNOWN, "why": gone.why, "wait_until": NEVER}
    if not _changed(session, claimed, **never):
        return False
    payout = session.get_one(Payout, claimed.payout_id, populate_existing=True)
    losing.lose(session, payout, claimed.sending.account, gone.why)
    return True


def _changed(session: Session, claimed: Claimed, **values: object) -> bool:
    ran = (
        update(Attempt)
        .where(Attempt.id == claimed.id, Attempt.state.in_(OPEN), Attempt.tries == claimed.turn)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return changed(session, ran) == 1


def _pause(claimed: Claimed) -> timedelta:
    doubled: timedelta = _FIRST_PAUSE * 2 ** min(claimed.turn, 10)
    return min(doubled, _LONGEST_PAUSE)
