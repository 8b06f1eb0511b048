"""Krippendorff's alpha gives the values of his own examples.

K. Krippendorff, "Computing Krippendorff's Alpha-Reliability", University of Pennsylvania, 2011:
its sections B (binary), C (nominal) and D (missing values, several metrics).
"""

import pytest

from marketplace.takes.second_opinions.alpha import alpha, nominal, ordinal

BINARY = ("0100000010", "1110010000")
NAMES = ("aabbdcccedda", "babbbccceddd")
FOUR = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def units(rows):
    return [
        [int(each) if each.isdigit() else each for each in column if each != "."]
        for column in zip(*rows, strict=True)
    ]


@pytest.mark.parametrize(
    ("rows", "distance", "published"),
    [
        (BINARY, nominal, 0.095),
        (NAMES, nominal, 0.692),
        (FOUR, nominal, 0.743),
        (FOUR, ordinal, 0.815),
    ],
)
def test_published_values_are_met(rows, distance, published):
    assert alpha(units(rows), distance) == pytest.approx(published, abs=0.0005)


def test_who_always_agrees_has_one_and_who_never_does_less_than_chance():
    assert alpha([[1, 1], [5, 5], [3, 3]], ordinal) == 1
    assert alpha([[1, 5], [5, 1]], ordinal) < 0


@pytest.mark.parametrize("rows", [[], [[3]], [[3, 3], [3, 3]]])
def test_nothing_is_said_where_nothing_differs_or_was_seen_twice(rows):
    assert alpha(rows, ordinal) is None
