"""Sending all that is approved: written down, claimed, asked side by side, recorded.

What is asked side by side is asked by threads that have nothing to do with the database; all that
is written is written here, in small groups, as the answers come.
"""

from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED as FIRST
from concurrent.futures import Future, ThreadPoolExecutor, wait

import structlog
from flask import Flask
from flask.globals import app_ctx
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.database import db, transaction
from payouts.pay_runs import outgoing
from payouts.payees import queries as payees
from payouts.stripe_gateway.conversation import Stripe
from payouts.transfers import news, opening
from payouts.transfers.calling import Found, ask
from payouts.transfers.claiming import Claimed, claim, due
from payouts.transfers.keeping_back import keep_back
from payouts.transfers.recording import record

_log = structlog.get_logger()
SIDE_BY_SIDE = 16
_NOT_PAYABLE = "Their account at Stripe could not be paid when it was to be sent."

Asked = dict["Future[Found]", Claimed]


def send_all(stripe: Stripe, confirm: Callable[[Session], object]) -> int:
    """Until nothing is due. `confirm` is asked in each transaction that begins something new, and
    ends this where another worker took over. How many attempts were answered."""
    answered, app = 0, app_ctx.app
    with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="stripe") as pool:
        under_way: Asked = {}
        while True:
            room, opened = 2 * SIDE_BY_SIDE - len(under_way), 0
            if room >= SIDE_BY_SIDE:
                begun, opened = _begin(confirm, room)
                for claimed in begun:
                    under_way[pool.submit(_ask, app, stripe, claimed)] = claimed
            if under_way:
                answered += _record_some(under_way)
            elif not opened:
                return answered


def _ask(app: Flask, stripe: Stripe, claimed: Claimed) -> Found:
    """In a context of its thread's own: by it the gateway knows that no transaction is open."""
    with app.app_context():
        return ask(stripe, claimed)


def _begin(confirm: Callable[[Session], object], room: int) -> tuple[list[Claimed], int]:
    """Committed before the first of it is asked. No more is begun than there is room beside what
    was begun before: what waits stays little, however large a run is. And how many payouts were
    looked at for it. Payouts are locked before attempts, by whoever comes."""
    with transaction() as session:
        confirm(session)
        missing = room - len(due(session, now(), room))
        opened = _open_approved(session, missing) if missing else 0
        keep_back(session, room)
        return claim(session, room), opened


def _open_approved(session: Session, limit: int) -> int:
    payouts = outgoing.to_send(session, limit)
    payable = payees.payee_states(session, {each.performer_id for each in payouts})
    for payout in payouts:
        if not outgoing.begin_sending(session, payout.id):
            continue
        payee = payable[payout.performer_id]
        if payee.may_be_paid(payout.currency):
            opening.open_transfer(session, payout, payee.stripe_account, now())
        else:
            outgoing.refuse(session, payout.id, _NOT_PAYABLE)
            news.tell_refused(session, payout, payee.why_not(payout.currency))
    return len(payouts)


def _record_one(claimed: Claimed, asked: "Future[Found]") -> None:
    """What cannot be written down is asked again by its key once its lease is over."""
    try:
        with transaction() as session:
            record(session, claimed, asked.result())
    except Exception:
        db.session.remove()
        _log.exception("an answer of Stripe's could not be written down", attempt=claimed.key)


def _record_some(under_way: Asked) -> int:
    """What is answered by now, together; a bug in one of them must not undo the others."""
    ready, _ = wait(under_way, return_when=FIRST)
    answered = [(under_way.pop(each), each) for each in ready]
    try:
        with transaction() as session:
            for claimed, asked in answered:
                record(session, claimed, asked.result())
    except Exception:
        db.session.remove()
        for claimed, asked in answered:
            _record_one(claimed, asked)
    return len(answered)
