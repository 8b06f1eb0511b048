"""Saying how people may be engaged between two places."""

from dataclasses import asdict

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.errors import DomainError
from marketplace.profiles.eligibility.models import EngagementRule
from marketplace.profiles.eligibility.supplied import Rule


class NotYetKnown(DomainError):
    message = "Facts are of today or earlier."


def set_rule(rule: Rule, *, actor: Actor) -> None:
    """In the place of the one before, which stays to be read."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        if rule.known_on > now().date():
            raise NotYetKnown
        keep(session, rule, actor)


def keep(session: Session, rule: Rule, actor: Actor) -> None:
    """A step."""
    row = EngagementRule(set_by=actor.id, **asdict(rule))
    session.add(row)
    session.flush()
    audit.record(
        session,
        actor,
        "engagement_rule.set",
        row.id,
        lives_in=rule.lives_in,
        client_in=rule.client_in,
        engagement=rule.engagement.value,
    )
