"""A performer signs or refuses the paper: what they allow begins, and is paid, at once."""

from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.recordings.again import allow_again
from consent.signing.models import Agreement
from consent.signing.queries import signed_terms_of
from foundation.actors import Actor
from foundation.clock import now
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.steps import commit, release
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.steps import LATEST_DAYS, pay_by, publish
from marketplace.reuse import news
from marketplace.reuse.choosing import planned_for, refuse_exclusive
from marketplace.reuse.errors import AskedAnew, MoneyWentBack, NotAskedAnyMore
from marketplace.reuse.models import OPEN, ReuseLine, ReuseOrder, ReuseState
from marketplace.reuse.queries import cost, recordings_of

KIND = "reuse"


def when_signed(session: Session, agreement: Agreement, actor: Actor) -> None:
    """For `following.when_signed`. What was destroyed meanwhile is left out; the price stays.
    Raises NotAskedAnyMore, MoneyWentBack, AskedAnew, HeldExclusively, HeldByOthers: then nothing
    is signed, since nothing would be paid, or something would be promised twice."""
    line = _of(session, agreement)
    if line is None:
        return
    order = session.get_one(ReuseOrder, line.order_id)
    if line.state is ReuseState.REFUSED:
        _promise_again(session, order, line)
    elif line.state is not ReuseState.ASKED:
        raise NotAskedAnyMore
    recordings = recordings_of(session, line)
    terms = signed_terms_of(session, agreement)
    grants = allow_again(session, recordings, terms, role=actor.role)
    # Under the locks of the recordings by now: of two signatures at once the second sees the first.
    planned = planned_for(session, order.version_id)
    refuse_exclusive(session, recordings, order.client_id, planned)
    end(session, order, line, ReuseState.ALLOWED)
    _publish(session, order, line, [grant.recording_id for grant in grants])


def when_refused(session: Session, agreement: Agreement, actor: Actor) -> None:
    """For `following.when_refused`."""
    line = _of(session, agreement)
    if line is None or line.state is not ReuseState.ASKED:
        return
    order = session.get_one(ReuseOrder, line.order_id)
    end(session, order, line, ReuseState.REFUSED)


def end(session: Session, order: ReuseOrder, line: ReuseLine, state: ReuseState) -> None:
    """A step, under the line's lock. What was not allowed is not paid."""
    line.state, line.answered_at = state, now()
    if state is not ReuseState.ALLOWED:
        release(session, order.id, kind=KIND, cause_id=line.id)
    session.flush()
    news.tell_if_over(session, order)
    news.announce(session, order, line)


def _promise_again(session: Session, order: ReuseOrder, line: ReuseLine) -> None:
    """Whoever refused may still think better of it, while the money is there and nobody asked them
    by another paper."""
    anew = (
        select(ReuseLine.id)
        .join(ReuseOrder, ReuseOrder.id == ReuseLine.order_id)
        .where(
            ReuseLine.id != line.id,
            ReuseLine.performer_id == line.performer_id,
            ReuseLine.state.in_((*OPEN, ReuseState.ALLOWED)),
            ReuseOrder.asked_at >= order.asked_at,
            ReuseOrder.client_id == order.client_id,
            ReuseOrder.request_id == order.request_id,
            ReuseOrder.version_id == order.version_id,
        )
    )
    if session.scalar(anew.limit(1)) is not None:
        raise AskedAnew
    try:
        commit(session, order.id, cost(line), kind=KIND, cause_id=line.id)
    except BudgetTooSmall:
        raise MoneyWentBack from None


def _publish(session: Session, order: ReuseOrder, line: ReuseLine, recordings: list[UUID]) -> None:
    """A fact for each recording, so that its rights card says what it earned."""
    day = now().date()
    shares = line.price.split([1] * len(recordings))
    for recording, share in zip(sorted(recordings), shares, strict=True):
        if not share.amount_minor:
            continue
        publish(
            session,
            Fact(
                kind=FactKind.ROYALTY.value,
                cause_id=uuid5(line.id, recording.hex),
                performer_id=line.performer_id,
                client_id=order.client_id,
                order_id=order.id,
                engagement_id=None,
                recording_id=recording,
                quantity=1,
                unit="recording",
                rate_minor=share.amount_minor,
                amount_minor=share.amount_minor,
                currency=share.currency,
                rule="royalty",
                decided_by=line.performer_id,
                worked_on=day,
                completed_on=day,
                pay_by=pay_by(day, LATEST_DAYS),
                label=f"Used again, {order.number}",
            ),
        )


def _of(session: Session, agreement: Agreement) -> ReuseLine | None:
    wanted = select(ReuseLine).where(ReuseLine.agreement_id == agreement.id)
    return session.scalar(wanted.with_for_update())
