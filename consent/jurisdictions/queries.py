"""What is asked about rules: which holds where on a day, and what was said before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.jurisdictions.errors import RuleNotFound
from consent.jurisdictions.models import JurisdictionRule
from consent.jurisdictions.shipped import SHIPPED
from consent.jurisdictions.words import RuleCode, lies_in
from foundation.two_people import VersionState


@dataclass(frozen=True, slots=True)
class Rule:
    jurisdiction: str
    code: RuleCode
    value: int
    effective_from: date
    effective_until: date | None
    source: str
    number: int
    """0 is what the application is shipped with; people's own begin at 1."""
    id: UUID | None = None

    def holds_on(self, day: date) -> bool:
        ended = self.effective_until is not None and self.effective_until < day
        return self.effective_from <= day and not ended


def rule(session: Session, jurisdiction: str, code: RuleCode, on: date) -> Rule | None:
    """Of the place itself, else of what it lies in, else of everywhere. What began last holds."""
    known = [each for each in _known(session, code) if each.holds_on(on)]
    for place in lies_in(jurisdiction):
        found = [each for each in known if each.jurisdiction == place]
        if found:
            return max(found, key=lambda each: (each.effective_from, each.number))
    return None


def value(session: Session, jurisdiction: str, code: RuleCode, on: date) -> int:
    """Of a rule that is shipped for everywhere, so that there always is one."""
    found = rule(session, jurisdiction, code, on)
    if found is None:
        raise LookupError(f"no {code} for {jurisdiction} on {on}")
    return found.value


def rules(session: Session) -> list[Rule]:
    """Every rule that ever held or will, newest first within its place."""
    return sorted(
        (each for code in RuleCode for each in _known(session, code)),
        key=lambda each: (
            list(RuleCode).index(each.code),
            each.jurisdiction,
            -each.effective_from.toordinal(),
            -each.number,
        ),
    )


def waiting(session: Session) -> Sequence[JurisdictionRule]:
    """Proposed, and not yet confirmed by somebody else."""
    of = JurisdictionRule
    wanted = select(of).where(of.state == VersionState.PROPOSED)
    return session.scalars(wanted.order_by(of.proposed_at, of.id)).all()


def proposal(session: Session, rule_id: UUID) -> JurisdictionRule:
    found = session.get(JurisdictionRule, rule_id)
    if found is None:
        raise RuleNotFound(rule_id)
    return found


def _known(session: Session, code: RuleCode) -> Iterator[Rule]:
    for each in SHIPPED:
        if each.code == code:
            until = each.effective_until
            yield Rule(
                each.jurisdiction, code, each.value, each.effective_from, until, each.source, 0
            )
    of = JurisdictionRule
    published = select(of).where(of.code == code, of.state == VersionState.PUBLISHED)
    for row in session.scalars(published):
        yield Rule(
            row.jurisdiction,
            code,
            row.value,
            row.effective_from,
            row.effective_until,
            row.source,
            row.number,
            row.id,
        )
