"""What stands against publishing terms: each rule alone, and nothing where all are kept."""

import pytest

from consent.agreements.checking import objections
from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import Answer, Basis, Use
from tests.consent.agreements.plans import TRAINING, limited, plan

REVIEW_ONLY = {Use.REVIEW: Answer.ALLOWED}
WITHOUT_EVALUATION = {**TRAINING.uses, Use.EVALUATION: Answer.NOT_ALLOWED}


def test_nothing_stands_against_terms_that_say_everything():
    assert objections(TRAINING) == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            plan(months=0),
            "Give an end: after 1 month at least, after 120 months (10 years) at most.",
        ),
        (plan(months=121), "Give an end"),
        (plan(uses={**TRAINING.uses, Use.REVIEW: Answer.NOT_ALLOWED}), "Review must be allowed"),
        (plan(lawful_basis={Use.REVIEW: Basis.CONTRACT}), "for non-generative training is lawful"),
        (plan(limits=PlannedLimits()), "there is no limit"),
        (limited(exclusivity=None), "exclusive"),
        (limited(storage_regions=None), "where recordings are stored"),
        (limited(identifiability=None), "may be recognised"),
        (limited(included_retakes=None), "how many retakes"),
        (plan(currency=None), "in which currency"),
        (plan(prices={Use.EVALUATION: -1}), "below zero"),
        (plan(royalty_basis_points=-1), "below zero"),
        (plan(prices={Use.REVIEW: 100}), "has no own price"),
        (plan(uses=WITHOUT_EVALUATION), "Evaluation has a price and is not allowed."),
        (plan(royalty_basis_points=None), "share of later earnings"),
        (plan(renewal_fee_minor=None), "what a renewal costs"),
    ],
)
def test_what_is_missing_or_wrong_is_said(wrong, sentence):
    assert any(sentence in each for each in objections(wrong))


def test_free_terms_are_possible_where_they_say_so():
    free = plan(prices=None, royalty_basis_points=0, renewal_fee_minor=0)
    assert objections(free) == ()


def test_of_silence_everything_is_said_at_once():
    assert len(objections(Planned(uses=REVIEW_ONLY))) == 7
