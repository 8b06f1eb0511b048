"""Whatever is typed becomes text that an opening takes, in the order in which it is read."""

import pytest

from consent.ledger.explaining.forms import is_spelled
from consent.ledger.explaining.typed import one_line

RIGHT_TO_LEFT, LINE = "\u202e", "\u2028"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("one\r\ntwo", "one two"),
        (f"one{LINE}two", "one two"),
        (f"{RIGHT_TO_LEFT}backwards", "backwards"),
        ("a\tb\x00\x7fc", "a b c"),
        ("  Ich höre auf.  ", "Ich höre auf."),
    ],
)
def test_what_openings_refuse_becomes_a_space(typed, said):
    assert not is_spelled("text", typed) or typed.strip() == said
    assert one_line(typed) == said
    assert is_spelled("text", one_line(typed))


@pytest.mark.parametrize("typed", ["", " \r\n ", RIGHT_TO_LEFT])
def test_of_nothing_nothing_is_left(typed):
    assert one_line(typed) == ""
