"""What happens to renewals by themselves: clients hear of ends, money is promised, answers are
followed and paid."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant, Right
from consent.rights.living import living
from consent.rights.models import OfferAnswer, RenewalOffer
from consent.signing.models import Agreement
from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease, in_turn, page_by_page
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.queries import may_reach
from marketplace.budgets.steps import commit, release
from marketplace.facts.models import Fact, FactKind
from marketplace.facts.steps import LATEST_DAYS, pay_by, publish
from marketplace.renewals import news
from marketplace.renewals.due import due
from marketplace.renewals.models import (
    OPEN,
    RenewalLine,
    RenewalOrder,
    RenewalState,
    RenewalTold,
)
from marketplace.renewals.queries import lines_of, price

KIND = "renewal"
_AT_ONCE = 200


def tell_ending(lease: Lease) -> str:
    """Once for each client and last day."""
    with transaction() as session:
        lease.confirm(session)
        ending: dict[tuple[UUID, date], int] = defaultdict(int)
        for each in due(session):
            ending[each.client_id, each.ends_on] += each.recordings
        new = [
            (client, day, count)
            for (client, day), count in sorted(ending.items())
            if session.get(RenewalTold, (client, day)) is None
        ]
        for client, day, count in new:
            session.add(RenewalTold(client_id=client, ends_on=day))
            news.tell_ending(session, client, day, count)
    return f"{len(new)} told"


def promise(lease: Lease) -> str:
    """Each line by itself: what the money reaches for is asked, the rest waits for more, and keeps
    no other client's waiting. What no money is there for is not tried at all."""
    of = RenewalLine
    unfunded = select(of).where(of.state == RenewalState.UNFUNDED, of.ends_on >= now().date())
    paid = unfunded.where(may_reach(of.order_id, of.fee_minor))
    found = page_by_page(paid, of.ends_on, of.id, at_once=_AT_ONCE)
    return f"{in_turn(lease, found, partial(_promise, lease))} asked"


def follow(lease: Lease) -> str:
    """What performers answered, and what ended unanswered or is gone."""
    ids = (*_ids(_answered()), *_ids(_late()), *_ids(_gone()))
    return f"{in_turn(lease, dict.fromkeys(ids), partial(_follow_one, lease))} followed"


def _promise(lease: Lease, line_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        line = _locked(session, line_id)
        if line.state is not RenewalState.UNFUNDED or not _promised(session, line):
            return 0
        line.state = RenewalState.ASKED
        return 1


def _follow_one(lease: Lease, line_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        return int(_follow(session, _locked(session, line_id)))


def _answered() -> Select[UUID]:
    of = RenewalLine
    offer = RenewalOffer
    return (
        select(of.id)
        .join(
            offer,
            (offer.performer_id == of.performer_id)
            & (offer.agreement_id == of.agreement_id)
            & (offer.ends_on == of.ends_on),
        )
        .where(of.state == RenewalState.ASKED, offer.answer.is_not(None))
    )


def _late() -> Select[UUID]:
    of = RenewalLine
    return select(of.id).where(of.state.in_(OPEN), of.ends_on < now().date())


def _gone(line_id: UUID | None = None) -> Select[UUID]:
    """Nothing is left that would end on this day: all of it was withdrawn, or ends sooner."""
    of = RenewalLine
    left = living().where(
        Grant.performer_id == of.performer_id,
        Grant.agreement_id == of.agreement_id,
        Right.ends_on == of.ends_on,
    )
    these = [of.state.in_(OPEN)] if line_id is None else [of.id == line_id]
    return select(of.id).where(*these, ~left.exists())


def _follow(session: Session, line: RenewalLine) -> bool:
    if line.state not in OPEN:
        return False
    offer = _offer(session, line)
    answer = offer.answer if offer else None
    is_over = line.ends_on < now().date() or session.scalar(_gone(line.id)) is not None
    if answer is None and not is_over:
        return False
    order = session.get_one(RenewalOrder, line.order_id)
    line.answered_at = (offer.answered_at if offer else None) or now()
    line.open_for = None
    if answer is OfferAnswer.ACCEPTED:
        line.state = RenewalState.RENEWED
        _publish(session, order, line)
    else:
        line.state = (
            RenewalState.DECLINED if answer is OfferAnswer.DECLINED else RenewalState.LAPSED
        )
        release(session, order.id, kind=KIND, cause_id=line.id)
    session.flush()
    audit.record(session, SYSTEM, "renewal.followed", line.id, state=line.state.value)
    news.announce(session, order, line)
    lines = lines_of(session, order.id)
    if all(each.state not in OPEN for each in lines):
        news.tell_answered(session, order, lines)
    return True


def _publish(session: Session, order: RenewalOrder, line: RenewalLine) -> None:
    """The performer is paid for it in the next run."""
    if not line.fee_minor:
        return
    agreement = session.get(Agreement, line.agreement_id)
    day = (line.answered_at or now()).date()
    publish(
        session,
        Fact(
            kind=FactKind.RENEWAL.value,
            cause_id=line.id,
            performer_id=line.performer_id,
            client_id=order.client_id,
            order_id=order.id,
            engagement_id=agreement.engagement_id if agreement else None,
            recording_id=None,
            quantity=1,
            unit="renewal",
            rate_minor=line.fee_minor,
            amount_minor=line.fee_minor,
            currency=line.currency,
            rule="renewal",
            decided_by=order.asked_by,
            worked_on=day,
            completed_on=day,
            pay_by=pay_by(day, LATEST_DAYS),
            label=f"Renewal until {line.renewed_until:%-d %B %Y}, {_counted(line.recordings)}",
        ),
    )


def _counted(recordings: int) -> str:
    return "one recording" if recordings == 1 else f"{recordings} recordings"


def _promised(session: Session, line: RenewalLine) -> bool:
    try:
        commit(session, line.order_id, price(line), kind=KIND, cause_id=line.id)
    except BudgetTooSmall:
        return False
    return True


def _offer(session: Session, line: RenewalLine) -> RenewalOffer | None:
    """Under its lock: who says yes in the last second of the last day is waited for, and paid."""
    of = RenewalOffer
    wanted = select(of).where(
        of.performer_id == line.performer_id,
        of.agreement_id == line.agreement_id,
        of.ends_on == line.ends_on,
    )
    return session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def _locked(session: Session, line_id: UUID) -> RenewalLine:
    wanted = select(RenewalLine).where(RenewalLine.id == line_id).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


def _ids(wanted: Select[UUID]) -> Iterator[UUID]:
    return page_by_page(wanted, RenewalLine.id, at_once=_AT_ONCE)


JOBS = (
    Job("renewals.tell_ending", tell_ending, timedelta(hours=1)),
    Job("renewals.promise", promise, timedelta(minutes=1)),
    Job("renewals.follow", follow, timedelta(minutes=1)),
)
