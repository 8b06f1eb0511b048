"""Which earnings a run is for: approved before its cut-off, not paid, not in another payout."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, select
from sqlalchemy.orm import Session

from foundation.statements import among
from payouts.earnings.hold_models import PayHold
from payouts.earnings.models import LEFT, Earning, EarningState
from payouts.pay_runs.deciding import Owed
from payouts.pay_runs.models import Payout, PayRun, Skipped

_WAITING = (EarningState.PAYABLE, EarningState.HELD)


def in_question(run: PayRun) -> ColumnElement[bool]:
    """What the run has neither planned nor skipped yet."""
    return and_(Earning.state.in_(_WAITING), _is_of(run))


def _is_of(run: PayRun) -> ColumnElement[bool]:
    """Whatever state it is in."""
    skipped = exists().where(Skipped.run_id == run.id, Skipped.earning_id == Earning.id)
    planned = exists().where(
        Payout.run_id == run.id,
        Payout.performer_id == Earning.performer_id,
        Payout.currency == Earning.currency,
    )
    wanted = and_(
        Earning.amount_minor > Earning.taken_minor,
        Earning.earned_at < run.ends_at,
        ~skipped,
        ~planned,
    )
    return wanted if run.due_by is None else and_(wanted, Earning.pay_by <= run.due_by)


def next_performers(session: Session, run: PayRun, after: UUID | None, many: int) -> Sequence[UUID]:
    """The next after one, in the order of ids. Asked for each state by itself, since an index has
    them in that order only so: else each time all that wait would be sorted."""
    of, found = Earning.performer_id, set[UUID]()
    wanted = select(of).where(_is_of(run)).distinct().order_by(of).limit(many)
    if after is not None:
        wanted = wanted.where(of > after)
    for state in _WAITING:
        found.update(session.scalars(wanted.where(Earning.state == state)))
    return sorted(found)[:many]


def owed_to(session: Session, run: PayRun, performer_ids: Sequence[UUID]) -> Sequence[Owed]:
    """Locked: whoever would hold one of these meanwhile waits, and then finds it planned. Columns
    alone, because there are many."""
    of = Earning
    left = LEFT.label("left")
    wanted = (
        select(of.id, of.performer_id, of.currency, left, of.kind, of.pay_by, of.state)
        .where(in_question(run), among(session, of.performer_id, performer_ids))
        .order_by(of.performer_id, of.currency, of.pay_by, of.id)
        .with_for_update()
    )
    found = session.execute(wanted).all()
    held = [row.id for row in found if row.state is EarningState.HELD]
    until = _ends(session, held)
    return [
        Owed(
            row.id,
            row.performer_id,
            row.currency,
            int(row.left),
            row.kind,
            row.pay_by,
            held=row.state is EarningState.HELD,
            held_until=until.get(row.id),
        )
        for row in found
    ]


def _ends(session: Session, earning_ids: Sequence[UUID]) -> dict[UUID, date]:
    of = PayHold
    wanted = select(of.earning_id, of.until_on).where(
        among(session, of.earning_id, earning_ids), of.ended_at.is_(None)
    )
    return {row.earning_id: row.until_on for row in session.execute(wanted)}
