"""What happens by itself: performers are asked once the money is promised; silence ends it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from consent.minimums.queries import avoiding
from consent.signing.asking import Asked, NewPaper, ask_to_sign
from consent.signing.errors import CannotBeAsked
from foundation import hooks
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.database import transaction
from foundation.formats import money
from foundation.jobs import Job, Lease, in_turn, page_by_page
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.budgets.queries import may_reach
from marketplace.budgets.steps import commit
from marketplace.gigs.models import Gig
from marketplace.reuse.answering import KIND, end
from marketplace.reuse.choosing import planned_for
from marketplace.reuse.models import ReuseLine, ReuseOrder, ReuseState
from marketplace.reuse.pricing import begins_on, ends_on, least
from marketplace.reuse.queries import cost, recordings_of

_AT_ONCE = 200


def ask(lease: Lease) -> str:
    """Each performer by themselves: as far as the money reaches. What waits for its money keeps no
    other client's waiting, and is not tried before some is there."""
    paid = may_reach(ReuseLine.order_id, ReuseLine.price_minor)
    return f"{in_turn(lease, _in(ReuseState.UNFUNDED, paid), partial(_ask, lease))} asked"


def price_waiting(lease: Lease) -> str:
    """What waits for its money costs more as days pass: so that its client reads what is due."""
    return f"{in_turn(lease, _in(ReuseState.UNFUNDED), partial(_price, lease))} priced anew"


def lapse(lease: Lease) -> str:
    late = _in(ReuseState.ASKED, ReuseLine.answer_by < now().date())
    return f"{in_turn(lease, late, partial(_lapse, lease))} lapsed"


def _ask(lease: Lease, line_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        line = _locked(session, line_id)
        if line.state is not ReuseState.UNFUNDED:
            return 0
        _price_anew(session, line)
        return int(_promised(session, line) and _asked(session, line))


def _price(lease: Lease, line_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        line = _locked(session, line_id)
        return int(line.state is ReuseState.UNFUNDED and _price_anew(session, line))


def _lapse(lease: Lease, line_id: UUID) -> int:
    with transaction() as session:
        lease.confirm(session)
        line = _locked(session, line_id)
        if line.state is not ReuseState.ASKED:
            return 0
        end(session, session.get_one(ReuseOrder, line.order_id), line, ReuseState.LAPSED)
        return 1


def _asked(session: Session, line: ReuseLine) -> bool:
    """A paper that cannot be asked is over, and costs nothing."""
    order = session.get_one(ReuseOrder, line.order_id)
    answer_by = begins_on()
    if line.performer_id in avoiding(session, order.client_id):
        # Ends as silence does, and on the same day: nobody learns who avoids whom.
        line.state, line.answer_by = ReuseState.ASKED, answer_by
        session.flush()
        return True
    count = len(recordings_of(session, line))
    recordings = "1 recording" if count == 1 else f"{count} recordings"
    work = _work(session, order)
    paper = NewPaper(
        version_id=order.version_id,
        first_day=answer_by,
        optional=True,
        particulars={
            "About": f"{recordings} of {work}, which were recorded and accepted already",
            "What for": order.purpose,
            "Pay": f"{money(line.price_minor, line.currency)} for all of them, in the next pay run",
        },
    )
    asked = Asked(performer_id=line.performer_id, client_id=order.client_id)
    try:
        with session.begin_nested():
            (agreement,) = ask_to_sign(session, asked, [paper], actor=SYSTEM)
    except CannotBeAsked:
        end(session, order, line, ReuseState.LAPSED)
        return False
    line.state, line.agreement_id, line.answer_by = ReuseState.ASKED, agreement.id, answer_by
    session.flush()
    return True


def _price_anew(session: Session, line: ReuseLine) -> bool:
    """Whether it rose. A paper that waited for its money begins and ends later than when it was
    priced, and more may have been earned: what was signed is due all the same. It is never less
    than was offered."""
    order = session.get_one(ReuseOrder, line.order_id)
    until = ends_on(planned_for(session, order.version_id).months)
    recordings = recordings_of(session, line)
    floor = least(session, line.performer_id, recordings, line.currency, until)
    if floor.amount_minor <= line.price_minor:
        return False
    line.least_minor = line.price_minor = floor.amount_minor
    session.flush()
    return True


def _work(session: Session, order: ReuseOrder) -> str:
    """As its performers knew it, and as people quote it."""
    number = hooks.references(session, [order.request_id]).get(order.request_id, "earlier work")
    title = session.scalar(select(Gig.title).where(Gig.request_id == order.request_id).limit(1))
    return f"“{title}”, {number}" if title else number


def _promised(session: Session, line: ReuseLine) -> bool:
    try:
        commit(session, line.order_id, cost(line), kind=KIND, cause_id=line.id)
    except BudgetTooSmall:
        return False
    return True


def _in(state: ReuseState, *more: ColumnElement[bool]) -> Iterator[UUID]:
    wanted = select(ReuseLine).where(ReuseLine.state == state, *more)
    return page_by_page(wanted, ReuseLine.id, at_once=_AT_ONCE)


def _locked(session: Session, line_id: UUID) -> ReuseLine:
    wanted = select(ReuseLine).where(ReuseLine.id == line_id).with_for_update()
    return session.scalars(wanted.execution_options(populate_existing=True)).one()


JOBS = (
    Job("reuse.ask", ask, timedelta(minutes=1)),
    Job("reuse.price_waiting", price_waiting, timedelta(hours=1)),
    Job("reuse.lapse", lapse, timedelta(hours=1)),
)
