"""A plan of terms that nothing stands against, and changes to it."""

from dataclasses import replace
from typing import Any

from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Use,
)

TRAINING = Planned(
    uses={
        Use.REVIEW: Answer.ALLOWED,
        Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED,
        Use.EVALUATION: Answer.CONSTRAINED,
    },
    limits=PlannedLimits(
        end_products=("support", "companion"),
        prohibited_subjects=("sexual", "self_harm"),
        storage_regions=("EU", "US"),
        processing_regions=("EU",),
        identifiability=Identifiability.NOT_IDENTIFIABLE,
        exclusivity=Exclusivity.NON_EXCLUSIVE,
        included_retakes=2,
    ),
    prices={Use.EVALUATION: 1500},
    currency="EUR",
    royalty_basis_points=250,
    renewal_fee_minor=20000,
    lawful_basis={
        Use.REVIEW: Basis.CONTRACT,
        Use.NON_GENERATIVE_TRAINING: Basis.CONSENT,
        Use.EVALUATION: Basis.CONSENT,
    },
    post_mortem=PostMortem.STOP,
)


def plan(**changes: Any) -> Planned:
    return replace(TRAINING, **changes)


def limited(**changes: Any) -> Planned:
    return plan(limits=replace(TRAINING.limits, **changes))
