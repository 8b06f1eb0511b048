"""Where pay goes, a run that was sent and one that waits: one is paid, the bank of one sent it
back, of one Stripe needs something, one has not finished saying where their pay should go."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from foundation.web import settings
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.facts.models import FactKind
from payouts.demo.visiting import Visitor
from payouts.earnings.hold_models import HoldReason
from payouts.earnings.holding import Why, end_hold, place_hold
from payouts.earnings.models import Earning, EarningState
from payouts.pay_runs import approving, opening, sums
from payouts.pay_runs import jobs as pay_run_jobs
from payouts.pay_runs.errors import NothingToPay
from payouts.pay_runs.models import Payout, PayRun
from payouts.payees import opening as accounts
from payouts.payees import queries as payees
from payouts.payees import reading
from payouts.payees.opening import Ways
from payouts.statements import jobs as statement_jobs
from payouts.stripe_gateway import bank_payouts
from payouts.stripe_gateway.making import stripe
from payouts.transfers import sending
from payouts.transfers.following import follow
from payouts.transfers.models import Attempt, AttemptState, Step

PAID, SENT_BACK, ASKED, UNFINISHED = "mira", "juno", "dev", "omar"
_JOBS = (*pay_run_jobs.JOBS, *statement_jobs.JOBS)
_TELLING = ("pay_runs.tell", "statements.send")
_GOOD, _WRONG = "000123456789", "000111111116"


def be_paid(visitor: Visitor) -> None:
    """What an earlier start made stays as it is."""
    known = db.session().scalar(select(PayRun.id).limit(1))
    db.session.rollback()
    if known is not None:
        return
    _account(visitor, PAID, "SE", _GOOD)
    _account(visitor, SENT_BACK, "US", _WRONG)
    _account(visitor, ASKED, "IN", _GOOD, needs="identity.individual.address")
    _account(visitor, UNFINISHED, "DE", "")
    later = _hold_one(PAID)
    run_id = _plan("Everybody's first pay, before the holidays.")
    if run_id is None:
        return
    _approve(run_id)
    _tell()
    _send()
    _at_the_bank(visitor, run_id, "pay", (PAID, SENT_BACK, ASKED))
    _at_the_bank(visitor, run_id, "return", (SENT_BACK,))
    _send()  # Takes back what the bank would not have.
    reading.read_own(actor=_performer(SENT_BACK))
    if later:
        end_hold(
            later, "It is the same person: the passport has the married name.", actor=_finance()
        )
        _plan("What waited for a name need not wait until Friday.")


def _performer(name: str) -> Actor:
    return Actor(character(name).id, Role.PERFORMER)


def _finance() -> Actor:
    return Actor(character("fay").id, Role.FINANCE, None, POWERS[Role.FINANCE])


def _hold_one(name: str) -> UUID | None:
    """Something that was free, so that there is something left for another run."""
    wanted = select(Earning.id).where(
        Earning.performer_id == character(name).id,
        Earning.state == EarningState.PAYABLE,
        Earning.kind == FactKind.OPTIONAL_USE,
    )
    found = db.session().scalar(wanted.order_by(Earning.amount_minor.desc(), Earning.id).limit(1))
    db.session.rollback()
    why = Why((now() + timedelta(days=5)).date(), "Two names on two papers. We ask about them.")
    return place_hold(found, HoldReason.IDENTITY, why, actor=_finance()) if found else None


def _account(visitor: Visitor, name: str, country: str, number: str, *, needs: str = "") -> None:
    actor, page = _performer(name), f"{settings().url}/payouts/account"
    accounts.open_account(country, Ways(f"{page}/returned", f"{page}/again"), actor=actor)
    account = payees.own_payee(db.session(), actor).stripe_account
    db.session.rollback()
    if number:
        # The demo's work is paid in euros, wherever who did it lives.
        whom = {"name": character(name).name, "number": number, "currency": "eur"}
        visitor.pull(f"accounts/{account}/complete", country=country, **whom)
        if needs:
            visitor.pull(f"accounts/{account}/require", what=needs)
        reading.read_own(actor=actor)


def _plan(because: str) -> UUID | None:
    try:
        return opening.plan_on_demand(because=because, actor=_finance())
    except NothingToPay:
        return None


def _approve(run_id: UUID) -> None:
    session = db.session()
    run = session.get_one(PayRun, run_id)
    seen = sums.fingerprint(run, sums.totals(session, [run_id])[run_id])
    session.rollback()
    approving.approve_run(run_id, seen, actor=_finance())


def _send() -> None:
    sending.send_all(stripe(), lambda _session: None)


def _tell() -> None:
    """Before anything is paid, as it would be: jobs do it once their worker is there."""
    run_due([each for each in _JOBS if each.name in _TELLING], new_id(), even_if_not_due=True)


def _at_the_bank(visitor: Visitor, run_id: UUID, lever: str, whose: tuple[str, ...]) -> None:
    for payout_id, stripe_id, account in list(_sent(run_id, whose)):
        visitor.pull(f"payouts/{stripe_id}/{lever}")
        seen = bank_payouts.retrieve(stripe(), stripe_id, account=account)
        with transaction() as session:
            follow(session, session.get_one(Payout, payout_id), seen)


def _sent(run_id: UUID, whose: tuple[str, ...]) -> Iterator[tuple[UUID, str, str]]:
    wanted = (
        select(Attempt.payout_id, Attempt.stripe_id, Attempt.account)
        .join(Payout, Payout.id == Attempt.payout_id)
        .where(Attempt.step == Step.BANK, Attempt.state == AttemptState.DONE)
        .where(Payout.run_id == run_id)
        .where(Payout.performer_id.in_([character(name).id for name in whose]))
    )
    rows = db.session().execute(wanted).all()
    db.session.rollback()
    for row in rows:
        yield row.payout_id, row.stripe_id, row.account
