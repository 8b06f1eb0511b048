"""The rules as this version was shipped with them. People change them by proposing others."""

from dataclasses import dataclass
from datetime import date

from consent.jurisdictions.words import EVERYWHERE, RuleCode


@dataclass(frozen=True, slots=True)
class Shipped:
    jurisdiction: str
    code: RuleCode
    value: int
    effective_from: date
    source: str
    effective_until: date | None = None


_ALWAYS = date(2020, 1, 1)

SHIPPED = (
    Shipped(EVERYWHERE, RuleCode.LEAST_AGE, 18, _ALWAYS, "Our own rule: no minors are recorded."),
    Shipped(
        EVERYWHERE,
        RuleCode.REPLICA_NOTICE_HOURS,
        48,
        date(2023, 11, 9),
        "2023 TV/Theatrical Memorandum of Agreement, digital replicas: 48 hours before services."
        " Kept everywhere as our own rule.",
    ),
    Shipped(
        "US-IL",
        RuleCode.BIOMETRIC_KEPT_YEARS,
        3,
        date(2008, 10, 3),
        "Illinois Biometric Information Privacy Act, 740 ILCS 14/15(a).",
    ),
    Shipped(
        "US-IL",
        RuleCode.AI_INTERVIEW_DELETION_DAYS,
        30,
        date(2020, 1, 1),
        "Illinois Artificial Intelligence Video Interview Act, 820 ILCS 42.",
    ),
    Shipped(
        EVERYWHERE,
        RuleCode.CONTRACT_KEPT_YEARS,
        6,
        _ALWAYS,
        "Our own rule: the longest that a law we know of asks for.",
    ),
    Shipped(
        "US-NY",
        RuleCode.CONTRACT_KEPT_YEARS,
        6,
        date(2024, 8, 28),
        "New York Freelance Isn't Free Act, in force on 28 August 2024.",
    ),
    Shipped(
        "US-CA",
        RuleCode.CONTRACT_KEPT_YEARS,
        4,
        date(2025, 1, 1),
        "California Freelance Worker Protection Act, in force on 1 January 2025.",
    ),
    Shipped(
        "US-CA",
        RuleCode.POST_MORTEM_YEARS,
        70,
        date(2025, 1, 1),
        "California Civil Code section 3344.1, as amended by AB 1836.",
    ),
    Shipped(
        EVERYWHERE,
        RuleCode.BREACH_NOTICE_HOURS,
        72,
        date(2018, 5, 25),
        "General Data Protection Regulation, article 33(1). Kept everywhere as our own rule.",
    ),
)
