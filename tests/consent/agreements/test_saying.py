"""Terms in plain words, and what two of them differ in."""

import pytest

from consent.agreements.comparing import differences
from consent.agreements.saying import summary
from consent.ledger.explaining.words import Answer, Use
from tests.consent.agreements.plans import TRAINING, limited, plan


def test_the_summary_says_all_of_it():
    assert summary(TRAINING) == (
        "Allowed: review, non-generative training.",
        "Allowed as far as the limits say: evaluation.",
        "Everything else is not allowed.",
        "It ends by itself after 36 months (3 years).",
        "Only for end products: support, companion.",
        "Not with subjects: sexual, self harm.",
        "Stored only in: EU, US.",
        "Processed only in: EU.",
        "Retakes included: 2.",
        "Nobody may recognise you in what is made.",
        "It is not exclusive: you may allow the same to others.",
        "Each of these is paid extra, if you allow it: evaluation, 15.00 EUR.",
        "Your share of what it earns later: 2.50 %.",
        "For each renewal, if you agree to one: 200.00 EUR.",
        "After your death: uses stop.",
        "You can withdraw at any time, for one recording or for all. What you earned stays yours.",
    )


def test_no_share_is_said_as_no_share():
    assert "You get no share of what it earns later." in summary(plan(royalty_basis_points=0))


def test_equal_terms_differ_in_nothing():
    assert differences(TRAINING, plan()) == ()


MORE = {**TRAINING.uses, Use.VOICE_REPLICA: Answer.ALLOWED}


@pytest.mark.parametrize(
    ("after", "what", "before_said", "after_said", "more"),
    [
        (plan(uses=MORE), "Voice replica", "not allowed", "allowed", True),
        (
            plan(uses={**TRAINING.uses, Use.EVALUATION: Answer.ALLOWED}),
            "Evaluation",
            "within the limits",
            "allowed",
            True,
        ),
        (plan(months=48), "Term", "36 months (3 years)", "48 months (4 years)", True),
        (plan(months=1), "Term", "36 months (3 years)", "1 month", False),
        (
            limited(prohibited_subjects=("sexual",)),
            "Prohibited subjects",
            "sexual, self harm",
            "sexual",
            True,
        ),
        (limited(end_products=None), "End products", "support, companion", "not limited", True),
        (limited(territories=("FR",)), "Territories", "not limited", "FR", False),
        (plan(prices=None), "Prices", "evaluation, 15.00 EUR", "none", False),
        (plan(royalty_basis_points=0), "Royalty", "2.50 %", "0.00 %", False),
    ],
)
def test_a_difference_is_named_and_whether_it_allows_more(
    after, what, before_said, after_said, more
):
    (found,) = differences(TRAINING, after)
    assert (found.what, found.before, found.after, found.allows_more) == (
        what,
        before_said,
        after_said,
        more,
    )
