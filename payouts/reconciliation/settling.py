"""What a person does about a difference: take it, put it back, or post it away with a reason.
Above the limit of a pay run two people stand for that."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from payouts.journal.chart import CHART, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.pay_runs import rules
from payouts.reconciliation import news, policy, writing_off
from payouts.reconciliation.errors import (
    DifferenceChanged,
    DifferenceIsOver,
    DifferenceNotFound,
    NoPostingHelps,
    NotAgainstThis,
    NothingWaits,
    SamePerson,
    WaitsForSecond,
)
from payouts.reconciliation.models import Difference, Ending, WriteOff, WriteOffState
from payouts.reconciliation.postings import place_account

AGAINST = (Kind.STRIPE_FEES, Kind.ROUNDING, Kind.CAPITAL, Kind.DISPUTES, Kind.REMEDIES)
"""Never an account of somebody we owe: a difference of ours must not become theirs."""


def take_difference(difference_id: UUID, *, actor: Actor) -> None:
    """Also from somebody else: then it is this person's."""
    with transaction() as session:
        found = _open(session, difference_id, actor)
        found.owner_id, found.taken_at = actor.id, now()
        audit.record(session, actor, "difference.taken", found.id)


def put_back(difference_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        found = _open(session, difference_id, actor)
        found.owner_id, found.taken_at = None, None
        audit.record(session, actor, "difference.put_back", found.id)


def resolve_difference(
    difference_id: UUID, *, against: Kind, off_minor: int, because: str, actor: Actor
) -> bool:
    """By a posting of exactly what was looked at. The next reconciliation sees whether it fits:
    where it does not, the difference is found again. Says whether it is posted: above the limit it
    waits for a second person."""
    with transaction() as session:
        # Two that one person each posts at once are posted one after the other: see `above`.
        rules.lock(session)
        found = _as_seen(session, difference_id, off_minor, actor)
        if against not in AGAINST:
            raise NotAgainstThis(CHART[against].says.lower())
        if writing_off.waiting(session, found) is not None:
            raise WaitsForSecond
        if writing_off.above(session, found, actor.id):
            row = writing_off.propose(session, found, against, because, actor)
            news.tell_second(session, found, row)
            return False
        _post(session, found, against, because, actor)
        return True


def approve_write_off(difference_id: UUID, off_minor: int, *, actor: Actor) -> None:
    """By somebody who did not ask for it."""
    with transaction() as session:
        found = _as_seen(session, difference_id, off_minor, actor)
        row = _waiting(session, found)
        if row.asked_by == actor.id:
            raise SamePerson
        if row.off_minor != found.off_minor:
            raise DifferenceChanged
        writing_off.decide(row, WriteOffState.POSTED, actor)
        audit.record(session, actor, "write_off.approved", row.id)
        _post(session, found, Kind(row.against), row.because, actor)


def refuse_write_off(difference_id: UUID, because: str, *, actor: Actor) -> None:
    """By a second person, or taken back by whoever asked for it. Nothing was posted, and the
    difference stays."""
    with transaction() as session:
        found = _open(session, difference_id, actor)
        row = _waiting(session, found)
        row.refused_because = because
        writing_off.decide(row, WriteOffState.REFUSED, actor)
        audit.record(session, actor, "write_off.refused", row.id)
        if row.asked_by != actor.id:
            news.tell_refused(session, found, row)


def _as_seen(session: Session, difference_id: UUID, off_minor: int, actor: Actor) -> Difference:
    found = _open(session, difference_id, actor)
    if not found.off_minor:
        raise NoPostingHelps
    if found.off_minor != off_minor:
        raise DifferenceChanged
    return found


def _waiting(session: Session, found: Difference) -> WriteOff:
    row = writing_off.waiting(session, found)
    if row is None:
        raise NothingWaits
    return row


def _post(session: Session, found: Difference, against: Kind, because: str, actor: Actor) -> None:
    there, other = place_account(found.place, found.currency), platform(against, found.currency)
    debit, credit = (there, other) if found.off_minor > 0 else (other, there)
    amount = found.off if found.off_minor > 0 else -found.off
    line = Line(debit, credit, amount, Purpose.DIFFERENCE, found.id)
    found.posting_group_id = post(session, f"difference {found.id}", [line]).id
    found.against, found.because = against.value, because
    found.ended_at, found.ended_by, found.ending = now(), actor.id, Ending.POSTED
    audit.record(
        session,
        actor,
        "difference.resolved",
        found.id,
        against=against.value,
        amount_minor=found.off_minor,
        currency=found.currency,
    )


def _open(session: Session, difference_id: UUID, actor: Actor) -> Difference:
    if not policy.may_reconcile(actor):
        raise DifferenceNotFound
    found = session.get(Difference, difference_id, with_for_update=True)
    if found is None:
        raise DifferenceNotFound
    if not found.is_open:
        raise DifferenceIsOver
    return found
