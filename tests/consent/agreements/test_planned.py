"""Terms before they are signed: their hash, their last day, and what they become."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from consent.agreements.planned import Planned, last_day
from consent.ledger.explaining.words import Answer, Use
from tests.consent.agreements.plans import TRAINING, limited, plan

CLIENT = UUID(int=7)


def test_without_a_word_about_it_they_end_after_36_months_and_allow_nothing():
    silent = Planned(uses={})
    assert silent.months == 36
    assert {silent.answer(use) for use in Use} == {Answer.NOT_ALLOWED}


def test_equal_terms_have_equal_hashes_in_whatever_order_they_were_written():
    turned = plan(uses=dict(reversed(TRAINING.uses.items())))
    assert turned.hash == TRAINING.hash


@pytest.mark.parametrize(
    "other", [plan(months=35), limited(included_retakes=3), plan(prices={Use.EVALUATION: 1501})]
)
def test_other_terms_have_another_hash(other):
    assert other.hash != TRAINING.hash


@pytest.mark.parametrize(
    ("first", "months", "last"),
    [
        (date(2026, 3, 2), 36, date(2029, 3, 1)),
        (date(2026, 1, 1), 12, date(2026, 12, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 14)),
    ],
)
def test_the_last_day_is_the_one_before_the_same_number(first, months, last):
    assert last_day(first, months) == last


@given(some.dates(date(2000, 1, 1), date(2100, 1, 1)), some.integers(1, 120))
def test_one_month_more_never_ends_earlier(first, months):
    assert first <= last_day(first, months) < last_day(first, months + 1)


def test_with_a_day_and_a_client_they_are_limits():
    limits = TRAINING.limits_from(date(2026, 3, 2), clients=(CLIENT,))
    assert (limits.starts_on, limits.ends_on) == (date(2026, 3, 2), date(2029, 3, 1))
    assert limits.clients == (CLIENT,)
    assert limits.prohibited_subjects == ("sexual", "self_harm")
