"""Which rules there are, what each counts in, and how it is said to a person."""

from dataclasses import dataclass
from enum import StrEnum

EVERYWHERE = "ALL"
"""Holds where no rule of the place itself, or of what it lies in, says otherwise."""


class RuleCode(StrEnum):
    LEAST_AGE = "least_age"
    REPLICA_NOTICE_HOURS = "replica_notice_hours"
    BIOMETRIC_KEPT_YEARS = "biometric_kept_years"
    CONTRACT_KEPT_YEARS = "contract_kept_years"
    BREACH_NOTICE_HOURS = "breach_notice_hours"
    AI_INTERVIEW_DELETION_DAYS = "ai_interview_deletion_days"
    POST_MORTEM_YEARS = "post_mortem_years"


@dataclass(frozen=True, slots=True)
class Meaning:
    label: str
    unit: str
    note: str


MEANINGS = {
    RuleCode.LEAST_AGE: Meaning(
        "Least age of a performer", "years", "Nobody younger may sign or be recorded."
    ),
    RuleCode.REPLICA_NOTICE_HOURS: Meaning(
        "Notice before replica terms are signed",
        "hours",
        "Between showing the terms and the services they are about.",
    ),
    RuleCode.BIOMETRIC_KEPT_YEARS: Meaning(
        "Biometric data kept at most",
        "years",
        "After the last interaction; earlier where the purpose is met earlier.",
    ),
    RuleCode.CONTRACT_KEPT_YEARS: Meaning(
        "Contracts kept at least", "years", "After the engagement ended."
    ),
    RuleCode.BREACH_NOTICE_HOURS: Meaning(
        "Notice of a breach", "hours", "After somebody learnt of it."
    ),
    RuleCode.AI_INTERVIEW_DELETION_DAYS: Meaning(
        "Analysed auditions deleted on request", "days", "After the request."
    ),
    RuleCode.POST_MORTEM_YEARS: Meaning(
        "Rights in a replica after death", "years", "Consent of the estate is needed until then."
    ),
}


def lies_in(jurisdiction: str) -> tuple[str, ...]:
    """The place, what it lies in, and everywhere: `US-CA`, `US`, `ALL`."""
    country = jurisdiction.partition("-")[0]
    return tuple(dict.fromkeys((jurisdiction, country, EVERYWHERE)))
