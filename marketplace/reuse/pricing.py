"""What a performer is paid at least for a further use: by the terms that they signed.

The royalty is a share of what these very recordings earned them first; a paper that goes on longer
than what they signed costs the renewal that they signed besides. One may offer more, never less.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.agreements.planned import last_day
from consent.grants.models import Grant, Right
from consent.rights.terms import terms_of
from foundation.clock import now
from foundation.money import Money
from foundation.statements import among
from marketplace.facts.models import Fact, FactKind

ANSWERED_WITHIN = timedelta(days=14)
_WHOLE = 10_000


def begins_on() -> date:
    """Of a paper that is asked for today: the last day on which it can be signed."""
    return (now() + ANSWERED_WITHIN).date()


def ends_on(months: int) -> date:
    """Of the same paper."""
    return last_day(begins_on(), months)


def least(
    session: Session, performer: UUID, recordings: Collection[UUID], currency: str, until: date
) -> Money:
    """In the currency of the order: what was earned in another does not count."""
    first = _earned_first(session, performer, recordings, currency)
    royalty, renewal = _terms(session, performer, recordings, currency, until)
    return Money(first, currency).times(Fraction(royalty, _WHOLE)) + Money(renewal, currency)


def _earned_first(
    session: Session, performer: UUID, recordings: Collection[UUID], currency: str
) -> int:
    """As it is corrected; without royalties, or each use would cost more than the one before."""
    wanted = select(func.coalesce(func.sum(Fact.amount_minor), 0)).where(
        Fact.performer_id == performer,
        among(session, Fact.recording_id, recordings),
        Fact.currency == currency,
        Fact.kind != FactKind.ROYALTY.value,
    )
    return int(session.scalars(wanted).one())


def _terms(
    session: Session, performer: UUID, recordings: Collection[UUID], currency: str, until: date
) -> tuple[int, int]:
    """The best of what they signed: one grant of each paper says it for all."""
    found = _papers(session, performer, recordings)
    terms = terms_of(session, [grant for grant, _ in found])
    royalty, renewal = 0, 0
    for grant, ends_on in found:
        said = terms.get(grant.id, {})
        royalty = max(royalty, said.get("royalty_basis_points") or 0)
        if until > ends_on and said.get("currency") == currency:
            renewal = max(renewal, said.get("renewal_fee_minor") or 0)
    return royalty, renewal


def _papers(
    session: Session, performer: UUID, recordings: Collection[UUID]
) -> Sequence[tuple[Grant, date]]:
    rows = session.execute(
        select(Grant, Right.ends_on)
        .join(Right, Right.grant_id == Grant.id)
        .where(Grant.performer_id == performer, among(session, Grant.recording_id, recordings))
        .order_by(Grant.made_at, Grant.id)
    )
    by_paper = {grant.agreement_id: (grant, ends_on) for grant, ends_on in rows}
    return list(by_paper.values())
