"""What was paid, and what came back, in the ledger: under the paper of its work."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.keeping.openings import write_opened
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.working import EarningPaid, EarningReturned
from consent.ledger.openings.writing import Opened
from consent.signing.queries import WorkThread, work_thread_of
from foundation.actors import SYSTEM
from foundation.clock import now
from foundation.statements import among
from marketplace.facts.models import Fact
from payouts.earnings.models import SettlementOutcome


class Settled(NamedTuple):
    earning_id: UUID
    fact_id: UUID
    amount_minor: int


def enter(
    session: Session,
    payout_id: UUID,
    outcome: SettlementOutcome,
    settled: Sequence[Settled],
    reason: str,
) -> None:
    """A step. Nothing is entered where no paper was signed, as for an audition, or where its record
    was erased: the money was moved all the same."""
    facts = _facts(session, settled)
    threads: dict[UUID | None, WorkThread | None] = {None: None}
    entries = []
    for each in settled:
        fact = facts[each.fact_id]
        if fact.engagement_id is not None and fact.engagement_id not in threads:
            threads[fact.engagement_id] = work_thread_of(
                session, fact.engagement_id, fact.performer_id
            )
        work = threads[fact.engagement_id]
        if work is not None:
            opening = _opening(payout_id, outcome, each, fact, work, reason)
            entries.append(Opened(opening=opening, thread=work.thread, actor=SYSTEM.role))
    if entries:
        write_opened(session, entries)


def _opening(
    payout_id: UUID,
    outcome: SettlementOutcome,
    settled: Settled,
    fact: Fact,
    work: WorkThread,
    reason: str,
) -> Opening:
    paid = outcome is SettlementOutcome.PAID
    says: Callable[..., Opening] = EarningPaid if paid else partial(EarningReturned, reason=reason)
    return says(
        person=fact.performer_id,
        at=now(),
        agreement=work.agreement_id,
        earning=settled.earning_id,
        payout=payout_id,
        amount_minor=settled.amount_minor,
        currency=fact.currency,
        recording=fact.recording_id,
    )


def _facts(session: Session, settled: Sequence[Settled]) -> dict[UUID, Fact]:
    wanted = select(Fact).where(among(session, Fact.id, [each.fact_id for each in settled]))
    return {fact.id: fact for fact in session.scalars(wanted)}
