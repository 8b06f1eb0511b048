"""What stands against publishing terms: each rule alone, and nothing where all are kept."""

import pytest

from consent.agreements.checking import objections
from consent.agreements.planned import Planned, PlannedLimits
from consent.ledger.explaining.words import Answer, Basis, Signature, Use
from tests.consent.agreements.plans import TRAINING, limited, plan

FOR_TRAINING = Signature.NON_GENERATIVE_TRAINING
REVIEW_ONLY = {Use.REVIEW: Answer.ALLOWED}
WITHOUT_EVALUATION = {**TRAINING.uses, Use.EVALUATION: Answer.NOT_ALLOWED}


def test_nothing_stands_against_terms_that_say_everything():
    assert objections(TRAINING, FOR_TRAINING) == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (
            plan(months=0),
            "Give an end: after 1 month at least, after 120 months (10 years) at most.",
        ),
        (plan(months=121), "Give an end"),
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
        (limited(models=("Aria \u202e3",)), "Models: one holds a character"),
        (limited(models=("Aria 3", "Aria\n4")), "Models: one holds a character"),
        (limited(territories=("everywhere",)), "Territories: one holds a character"),
    ],
)
def test_what_is_missing_or_wrong_is_said(wrong, sentence):
    assert any(sentence in each for each in objections(wrong, FOR_TRAINING))


def test_free_terms_are_possible_where_they_say_so():
    free = plan(prices=None, royalty_basis_points=0, renewal_fee_minor=0)
    assert objections(free, FOR_TRAINING) == ()


def test_of_silence_everything_is_said_at_once():
    assert len(objections(Planned(uses=REVIEW_ONLY), FOR_TRAINING)) == 7


@pytest.mark.parametrize(
    ("use", "signature"),
    [
        (Use.VOICE_REPLICA, "replica"),
        (Use.LIKENESS_REPLICA, "replica"),
        (Use.REAL_TIME_GENERATION, "replica"),
        (Use.GENERATIVE_TRAINING, "generative training"),
        (Use.FINE_TUNING, "generative training"),
    ],
)
def test_what_is_signed_for_alone_cannot_ride_along(use, signature):
    along = plan(uses={**TRAINING.uses, use: Answer.ALLOWED})
    found = objections(along, FOR_TRAINING)
    assert any(each.endswith(f"needs the signature for {signature}.") for each in found)


def test_recording_and_pay_is_about_review_and_nothing_else():
    found = objections(TRAINING, Signature.RECORDING_AND_PAY)
    assert "Evaluation is not part of recording and pay: ask for it apart." in found
    without = plan(uses={}, prices=None)
    found = objections(without, Signature.RECORDING_AND_PAY)
    assert found == ("Review must be allowed: without it no take can be accepted and paid.",)
