"""Changing a rule: one proposes it with its source, another confirms or discards it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.jurisdictions.errors import (
    EndsBeforeItBegins,
    NoSuchPlace,
    RuleIsOpen,
    RuleNotFound,
)
from consent.jurisdictions.models import JurisdictionRule
from consent.jurisdictions.words import RuleCode
from consent.ledger.explaining.forms import is_spelled
from foundation import audit
from foundation.actors import Actor, Power
from foundation.database import transaction
from foundation.two_people import VersionState


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRule:
    jurisdiction: str
    code: RuleCode
    value: int
    effective_from: date
    source: str
    effective_until: date | None = None

    def __post_init__(self) -> None:
        if not is_spelled("place", self.jurisdiction):
            raise NoSuchPlace
        if self.effective_until is not None and self.effective_until < self.effective_from:
            raise EndsBeforeItBegins


def propose_rule(new: NewRule, *, actor: Actor) -> UUID:
    """Nothing changes yet."""
    try:
        with transaction() as session:
            actor.require_power(Power.KEEP_RIGHTS)
            number = _next_number(session, new)
            row = JurisdictionRule(
                jurisdiction=new.jurisdiction,
                code=new.code,
                number=number,
                value=new.value,
                effective_from=new.effective_from,
                effective_until=new.effective_until,
                source=new.source,
            )
            row.propose(actor.id)
            session.add(row)
            session.flush()
            audit.record(session, actor, "rule.proposed", row.id)
            return row.id
    except IntegrityError as taken:  # Two proposed at once: one number is one proposal.
        raise RuleIsOpen from taken


def confirm_rule(rule_id: UUID, *, actor: Actor) -> None:
    """By somebody other than who proposed it. It holds from its own first day."""
    with transaction() as session:
        row = _locked(session, rule_id, actor)
        row.publish(actor.id)
        audit.record(session, actor, "rule.confirmed", row.id, value=row.value)


def discard_rule(rule_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        row = _locked(session, rule_id, actor)
        row.give_back()
        row.discard()
        audit.record(session, actor, "rule.discarded", row.id)


def _next_number(session: Session, new: NewRule) -> int:
    of = JurisdictionRule
    same = (of.jurisdiction == new.jurisdiction, of.code == new.code)
    # Counted before it is asked who waits: whoever proposes in between has this number then.
    newest = session.scalar(select(func.max(of.number)).where(*same)) or 0
    waits = select(of.id).where(*same, of.state == VersionState.PROPOSED)
    if session.scalar(waits.limit(1)) is not None:
        raise RuleIsOpen
    return newest + 1


def _locked(session: Session, rule_id: UUID, actor: Actor) -> JurisdictionRule:
    actor.require_power(Power.KEEP_RIGHTS)
    of = JurisdictionRule
    row = session.scalar(select(of).where(of.id == rule_id).with_for_update())
    if row is None:
        raise RuleNotFound(rule_id)
    return row
