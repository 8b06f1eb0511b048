"""Files that spreadsheets open: nothing in them is a formula, and amounts stay amounts."""

import csv
from io import StringIO

import pytest

from foundation.spreadsheets import written


def cell_of(text: str) -> str:
    [[cell]] = csv.reader(StringIO(written([[text]])))
    return cell


@pytest.mark.parametrize(
    "name", ["=1+1", "+1", "@SUM(A1)", "-1+2", "-cmd|'/c calc'!A1", "-1\n", "\n=1"]
)
def test_a_name_is_never_a_formula(name):
    assert cell_of(name) == f"'{name}"


@pytest.mark.parametrize("amount", ["-5", "-0.05", "31.08", "0"])
def test_an_amount_below_zero_can_be_added_up(amount):
    assert cell_of(amount) == amount
