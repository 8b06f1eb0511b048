"""What a person does about a difference: take it, put it back, or post it away with a reason."""

from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from payouts.journal.chart import CHART, Kind, Purpose, platform
from payouts.journal.posting import Line, post
from payouts.reconciliation import policy
from payouts.reconciliation.errors import (
    DifferenceChanged,
    DifferenceIsOver,
    DifferenceNotFound,
    NoPostingHelps,
    NotAgainstThis,
)
from payouts.reconciliation.models import Difference, Ending
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
) -> None:
    """By a posting of exactly what was looked at. The next reconciliation sees whether it fits:
    where it does not, the difference is found again."""
    with transaction() as session:
        found = _open(session, difference_id, actor)
        if not found.off_minor:
            raise NoPostingHelps
        if found.off_minor != off_minor:
            raise DifferenceChanged
        if against not in AGAINST:
            raise NotAgainstThis(CHART[against].says.lower())
        there, other = place_account(found.place, found.currency), platform(against, found.currency)
        debit, credit = (there, other) if off_minor > 0 else (other, there)
        amount = found.off if off_minor > 0 else -found.off
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
            amount_minor=off_minor,
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
