"""Whether somebody can be paid, and who cannot."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation.actors import Actor
from foundation.cursors import Page, loaded, page_of
from foundation.hooks import Waiting
from foundation.statements import among
from marketplace.facts.models import Fact
from payouts.earnings.in_the_way import InTheWay
from payouts.earnings.models import Earning, EarningState
from payouts.payees import policy
from payouts.payees.errors import NoAccountYet, PayeeNotFound
from payouts.payees.models import Payee, Standing
from payouts.payees.standing import UNKNOWN, PayeeState, State, state_of

PAGE = 50
_UNFINISHED = (State.STARTED, State.NEEDS, State.RESTRICTED)
_PAYABLE = (State.READY, State.NEEDS)
_WAYS_ON = {
    State.NONE: "Say where your pay should go",
    State.STARTED: "Go on where you stopped",
    State.RESTRICTED: "See what Stripe needs",
    State.DEAUTHORISED: "Open a new account",
    State.CLOSED: "Open a new account",
}


def payee_states(
    session: Session, performers: Collection[UUID], at: datetime | None = None
) -> dict[UUID, PayeeState]:
    """For pay runs: of each of them, also of who never opened an account."""
    rows = session.scalars(
        select(Payee).where(among(session, Payee.performer_id, list(performers)))
    )
    found = {row.performer_id: state_of(row, at) for row in rows}
    return {each: found.get(each, UNKNOWN) for each in performers}


def payee_state(session: Session, performer_id: UUID) -> PayeeState:
    return payee_states(session, [performer_id])[performer_id]


def find_payee(session: Session, performer_id: UUID) -> Payee | None:
    return session.get(Payee, performer_id)


def own_payee(session: Session, actor: Actor) -> Payee:
    """Only who may be paid ever has one."""
    found = find_payee(session, actor.id)
    if found is None or not found.stripe_account:
        raise NoAccountYet
    return found


def visible(session: Session, performer_id: UUID, actor: Actor) -> Payee:
    found = find_payee(session, performer_id)
    if found is None or not policy.may_see(actor, performer_id):
        raise PayeeNotFound
    return found


def with_account(session: Session, stripe_account: str) -> Payee | None:
    return session.scalars(
        select(Payee).where(Payee.stripe_account == stripe_account)
    ).one_or_none()


def listed(session: Session, standing: Standing | None, *, after: str | None) -> Page[Payee]:
    """Newest first."""
    places = select(Payee.opened_at, Payee.performer_id)
    if standing:
        places = places.where(Payee.standing == standing)
    page = page_of(session, places, Payee.opened_at, Payee.performer_id, after=after, limit=PAGE)
    return loaded(session, Payee, page, "performer_id")


def counts(session: Session) -> dict[Standing, int]:
    rows = session.execute(select(Payee.standing, func.count()).group_by(Payee.standing))
    return {standing: count for standing, count in rows}


def to_read_again(session: Session, before: datetime) -> Sequence[Payee]:
    """All with an account that nobody asked for since then, the oldest reading first."""
    asked_before = (Payee.read_at < before) | Payee.read_at.is_(None)
    wanted = select(Payee).where(
        Payee.stripe_account.is_not(None), Payee.standing != Standing.CLOSED, asked_before
    )
    return session.scalars(wanted.order_by(Payee.read_at, Payee.performer_id)).all()


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    """For `hooks.waiting_for`: only once something is earned, or begun and not finished."""
    if not policy.may_be_paid(actor):
        return
    known = payee_state(session, actor.id)
    if known.state in _UNFINISHED:
        yield Waiting("Finish your payout account", "/payouts/account", known.due_at)
    elif known.state is State.NONE and _has_earned(session, actor.id):
        yield Waiting("Say where your pay should go", "/payouts/account")


def in_the_way(session: Session, performer_id: UUID) -> InTheWay | None:
    """For `earnings.in_the_way`: as a pay run would find it now."""
    known = payee_state(session, performer_id)
    if known.state not in _PAYABLE:
        label = _WAYS_ON.get(known.state, "Getting paid")
        return InTheWay(known.sentence, "/payouts/account", label)
    missing = without_a_way(session, performer_id, known)
    if missing:
        return InTheWay(known.why_not(missing[0]), "/payouts/account", "Add one that does")
    return None


def without_a_way(session: Session, performer_id: UUID, known: PayeeState) -> list[str]:
    """Currencies of what is owed now that no account or card of theirs takes."""
    owed = select(Earning.currency).where(
        Earning.performer_id == performer_id,
        Earning.state.in_((EarningState.PAYABLE, EarningState.HELD)),
    )
    return sorted(set(session.scalars(owed.distinct())) - known.currencies)


def has_asked(session: Session) -> bool:
    """For sweeps: whether anything of ours is at Stripe."""
    return session.scalar(select(Payee.performer_id).limit(1)) is not None


def _has_earned(session: Session, performer_id: UUID) -> bool:
    earned = select(Fact.id).where(Fact.performer_id == performer_id).limit(1)
    return session.scalar(earned) is not None
