"""What is known of engaging people before compliance said anything: two states, with the source.

Of every other place nothing is known, and that is what is said.
"""

from dataclasses import dataclass
from datetime import date

from marketplace.profiles.words import Engagement


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """About two places, each a country or a part of one; an empty one is every place."""

    lives_in: str
    client_in: str = ""
    engagement: Engagement
    asks: str
    source: str
    known_on: date


UNKNOWN = Rule(
    lives_in="",
    engagement=Engagement.ASK,
    asks="It is not known here how somebody may be engaged between these places.",
    source="",
    known_on=date.min,
)
SUPPLIED = (
    Rule(
        lives_in="US-NY",
        engagement=Engagement.FREELANCE,
        asks="A written contract with six particulars before any work; pay by its date, or within"
        " 30 days of the work; no less pay for paying on time.",
        source="New York, Freelance Isn't Free Act",
        known_on=date(2024, 8, 28),
    ),
    Rule(
        lives_in="US-CA",
        engagement=Engagement.EMPLOYEE,
        asks="Somebody who performs is presumed to be an employee; whether the exception for"
        " professional services holds for actors is not settled.",
        source="California Labor Code § 2778(b)(2), Freelance Worker Protection Act",
        known_on=date(2025, 1, 1),
    ),
)
