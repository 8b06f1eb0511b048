"""What was found is written down: found again it is the same row, and what is gone has ended."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM
from foundation.clock import now
from payouts.reconciliation.comparing import Found
from payouts.reconciliation.models import (
    Difference,
    Ending,
    ReconciledTotal,
    Reconciliation,
    ReconciliationState,
)
from payouts.reconciliation.outcome import Result

Key = tuple[str, str, str, str]


def record(session: Session, run: Reconciliation, result: Result) -> None:
    """A step."""
    before = select(Difference).where(Difference.ended_at.is_(None)).with_for_update()
    known = {_key(each): each for each in session.scalars(before)}
    seen = {_key_of(each): each for each in result.found}
    for key, each in seen.items():
        if key in known:
            _seen_again(known[key], each)
        else:
            session.add(_new(run, each))
            run.new += 1
    for key in known.keys() - seen.keys():
        if known[key].place in result.places:
            _gone(known[key])
            run.gone += 1
    _finish(session, run, result)


def _key(one: Difference) -> Key:
    return (one.place, one.subject, one.currency, one.kind)


def _key_of(one: Found) -> Key:
    return (one.place, one.subject, one.currency, one.kind.value)


def _new(run: Reconciliation, each: Found) -> Difference:
    return Difference(
        kind=each.kind.value,
        place=each.place,
        subject=each.subject,
        currency=each.currency,
        ours_minor=each.ours_minor,
        theirs_minor=each.theirs_minor,
        off_minor=each.off_minor,
        about_at=each.about_at,
        says=each.says,
        found_in=run.id,
    )


def _seen_again(known: Difference, each: Found) -> None:
    known.ours_minor, known.theirs_minor = each.ours_minor, each.theirs_minor
    known.off_minor, known.says, known.last_seen_at = each.off_minor, each.says, now()


def _gone(known: Difference) -> None:
    known.ended_at, known.ending = now(), Ending.GONE


def _finish(session: Session, run: Reconciliation, result: Result) -> None:
    for (place, currency), (ours, theirs) in sorted(result.totals.items()):
        session.add(
            ReconciledTotal(
                reconciliation_id=run.id,
                place=place,
                currency=currency,
                ours_minor=ours,
                theirs_minor=theirs,
            )
        )
    session.flush()
    still_open = select(func.count()).select_from(Difference).where(Difference.ended_at.is_(None))
    run.still_open = session.scalar(still_open) or 0
    run.since, run.until, run.ended_at = result.period.since, result.period.until, now()
    run.movements, run.transfers = result.movements, result.transfers
    run.bank_payouts, run.payees = result.bank_payouts, result.payees
    run.unread = "\n".join(result.unread[:_SAID])
    if len(result.unread) > _SAID:
        run.unread += f"\nAnd {len(result.unread) - _SAID} more."
    state = ReconciliationState
    run.state = state.INCOMPLETE if result.unread else state.COMPLETE
    details = {"state": run.state.value, "new": run.new, "gone": run.gone}
    audit.record(session, SYSTEM, "reconciliation.finished", run.id, **details)


_SAID = 50
