"""A fact in words: by which term it was priced, and who decided it."""

from collections.abc import Mapping
from uuid import UUID

from foundation.actors import SYSTEM
from marketplace.facts.models import Fact, FactKind

RULES = {
    "part.continuity_minor": "the same character again",
    "pay.audition_minor": "an audition",
    "pay.bonus_minor": "the bonus",
    "pay.briefing_minor": "the briefing",
    "pay.hourly_minor": "an hour",
    "pay.late_change_minor": "a booking that is changed late",
    "pay.minimum_call_minutes": "the minimum call",
    "pay.retake_minor": "a retake beyond those included",
    "pay.take_minor": "a take",
    "pay.tech_check_minor": "the tech check",
    "pay.waiting_hourly_minor": "an hour of waiting",
    "renewal": "a renewal that you agreed to",
    "royalty": "using it again",
    "usage.prices": "a use that you agreed to",
}
"""The terms of an engagement, by the names that facts know them by."""

KINDS = {
    FactKind.HOURS: "Hours",
    FactKind.TAKE: "Takes",
    FactKind.RETAKE: "Retakes",
    FactKind.AUDITION: "Auditions",
    FactKind.TECH_CHECK: "Tech checks",
    FactKind.BRIEFING: "Briefings",
    FactKind.WAITING: "Waiting",
    FactKind.DE_ROLE: "Leaving a character",
    FactKind.MINIMUM_CALL: "Minimum calls",
    FactKind.LATE_CHANGE: "Late changes",
    FactKind.STOP: "Scenes that were stopped",
    FactKind.BONUS: "Bonuses",
    FactKind.CONTINUITY: "The same character again",
    FactKind.OPTIONAL_USE: "Optional uses",
    FactKind.ROYALTY: "Royalties",
    FactKind.RENEWAL: "Renewals",
    FactKind.REMEDY: "Remedies",
    FactKind.CORRECTION: "Corrections",
}


def kind(code: str) -> str:
    return KINDS[FactKind(code)]


def rule(fact: Fact) -> str:
    return RULES.get(fact.rule, fact.label.lower())


def counted(fact: Fact, rate: str) -> str:
    """How it comes to its amount; minutes are priced by the hour."""
    said = rule(fact)
    if fact.unit != "minute":
        return f"{rate} for {said}"
    by_the_hour = said if said.startswith("an hour") else f"an hour for {said}"
    return f"{fact.quantity} min at {rate} {by_the_hour}"


def decided(fact: Fact, names: Mapping[UUID, str]) -> str:
    if fact.decided_by == SYSTEM.id:
        return "a stated rule, by itself"
    return names.get(fact.decided_by, "somebody who has left")
