"""What terms ask for against what a performer said."""

from datetime import date
from uuid import uuid4

import pytest

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Signature, Use
from consent.minimums.comparing import against, too_intense
from consent.minimums.wishes import USES, Intensity, Minimums, Wish
from consent.terms.signed import SignedTerms
from tests.cast import START
from tests.consent.agreements.plans import TRAINING, limited, plan

NO_TRAINING = Minimums(uses={Use.NON_GENERATIVE_TRAINING: Wish.NEVER})
FROM_20_EUR = Minimums(
    uses={Use.EVALUATION: Wish.PRICED}, prices={Use.EVALUATION: 2000}, currency="EUR"
)


def test_a_use_that_one_said_no_to_is_named():
    assert against(NO_TRAINING, TRAINING) == ("It asks for non-generative training; you said no.",)


@pytest.mark.parametrize("answer", [Answer.ALLOWED, Answer.CONSTRAINED])
@pytest.mark.parametrize("use", USES)
def test_no_means_no_for_every_use_with_limits_or_without(use, answer):
    assert against(Minimums(uses={use: Wish.NEVER}), plan(uses={use: answer}))


@pytest.mark.parametrize("use", USES)
def test_what_is_not_asked_for_is_not_said(use):
    never = Minimums(uses={use: Wish.NEVER})
    assert against(never, plan(uses={use: Answer.NOT_ALLOWED})) == ()
    assert against(never, plan(uses={})) == ()


def test_who_said_nothing_and_who_finds_all_fine_are_told_nothing():
    assert against(Minimums(), TRAINING) == ()
    assert against(Minimums(uses=dict.fromkeys(USES, Wish.FINE)), TRAINING) == ()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "It pays 15.00 EUR for evaluation; you want 20.00 EUR at least."),
        (
            {"prices": None},
            "It asks for evaluation without a price of its own; you want 20.00 EUR at least.",
        ),
        (
            {"currency": "USD", "prices": {Use.EVALUATION: 9000}},
            "It pays 90.00 USD for evaluation; you want 20.00 EUR at least, in another currency.",
        ),
    ],
)
def test_a_price_below_the_lowest_is_said_with_both(changes, sentence):
    assert against(FROM_20_EUR, plan(**changes)) == (sentence,)


def test_the_lowest_price_itself_is_enough():
    assert against(FROM_20_EUR, plan(prices={Use.EVALUATION: 2000})) == ()


def test_a_term_that_is_too_long_is_said():
    two_years = Minimums(longest_months=24)
    assert against(two_years, plan(months=24)) == ()
    assert against(two_years, plan(months=36)) == (
        "It lasts 36 months (3 years); you want 24 months (2 years) at most.",
    )


def test_subjects_that_are_not_ruled_out_are_named():
    wanted = Minimums(prohibited_subjects=("sexual", "political"))
    assert against(wanted, TRAINING) == (
        "It does not rule out what you never want to play: political.",
    )
    assert against(wanted, limited(prohibited_subjects=("political", "sexual", "medical"))) == ()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (None, "It is not limited to any territory; you want only EU, US."),
        (("EU", "US-CA", "JP"), "It covers JP; you want only EU, US."),
        (("USA",), "It covers USA; you want only EU, US."),
    ],
)
def test_territories_outside_the_wished_ones_are_named(asked, sentence):
    wanted = Minimums(territories=("EU", "US"))
    assert against(wanted, limited(territories=asked)) == (sentence,)


def test_territories_within_the_wished_ones_are_fine():
    assert against(Minimums(territories=("EU", "US")), limited(territories=("EU", "US-CA"))) == ()


def test_a_client_that_one_avoids_is_said_first():
    first, *_ = against(NO_TRAINING, TRAINING, avoids_client=True)
    assert first == "It is for a client that you want to avoid."


def signed(**limits) -> SignedTerms:
    return SignedTerms(
        agreement=uuid4(),
        performer=uuid4(),
        client=uuid4(),
        signature=Signature.NON_GENERATIVE_TRAINING,
        uses={Use.NON_GENERATIVE_TRAINING: Answer.ALLOWED},
        limits=Limits(**limits),
    )


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "too_long"),
    [
        (date(2026, 3, 1), date(2028, 2, 29), False),
        (date(2026, 3, 1), date(2028, 3, 1), True),
        (date(2026, 3, 15), date(2028, 3, 14), False),
        (date(2026, 3, 15), date(2028, 3, 15), True),
    ],
)
def test_terms_as_signed_are_compared_to_the_day(starts_on, ends_on, too_long):
    terms = signed(starts_on=starts_on, ends_on=ends_on)
    assert bool(against(Minimums(longest_months=24), terms)) is too_long


@pytest.mark.usefixtures("app")
def test_terms_without_a_first_day_are_counted_from_today():
    terms = signed(ends_on=START.date().replace(year=2030))
    assert against(Minimums(longest_months=24), terms)


def test_a_scene_may_go_as_far_as_was_said_and_no_further():
    most = Minimums(most_intense=Intensity.MODERATE)
    assert [too_intense(most, each) for each in Intensity] == [False, False, True, True]
    assert not any(too_intense(Minimums(), each) for each in Intensity)
