"""Where made-up performers and clients may meet: rules for the places of the demo."""

from datetime import date

from sqlalchemy import select

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from marketplace.profiles.eligibility.actions import keep
from marketplace.profiles.eligibility.models import EngagementRule
from marketplace.profiles.eligibility.supplied import Rule
from marketplace.profiles.words import Engagement

_DEMO = "Made up for the demo: no advice"
_RULES = (
    Rule(
        lives_in="SE",
        client_in="DE",
        engagement=Engagement.FREELANCE,
        asks="An invoice from a registered business.",
        source=_DEMO,
        known_on=date(2026, 1, 1),
    ),
    Rule(
        lives_in="DE",
        engagement=Engagement.FREELANCE,
        asks="An invoice; the client reports to the artists' social fund.",
        source=_DEMO,
        known_on=date(2026, 1, 1),
    ),
    Rule(
        lives_in="DK",
        engagement=Engagement.EMPLOYEE,
        asks="Performers are presumed to be employees of whoever directs them.",
        source=_DEMO,
        known_on=date(2026, 1, 1),
    ),
)


def make_rules() -> None:
    """Once."""
    if db.session().scalar(select(EngagementRule.id).limit(1)) is None:
        with transaction() as session:
            for rule in _RULES:
                keep(session, rule, SYSTEM)
