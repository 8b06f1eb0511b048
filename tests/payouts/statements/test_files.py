"""What somebody else typed does not break a performer's files, nor run in a spreadsheet."""

import csv
from datetime import timedelta
from io import StringIO

import pytest

from foundation import clock
from foundation.spreadsheets import written
from payouts.earnings.hold_models import HoldReason
from payouts.earnings.holding import Why, place_hold
from tests.cast import sign_in
from tests.payouts.earnings.earned import earned
from tests.payouts.statements.told import let_go

pytestmark = pytest.mark.usefixtures("session")


@pytest.mark.parametrize("words", ["We look at it 🙏 until Friday.", "漢字", "=cmd|' /C calc'!A0"])
def test_words_that_no_font_has_hold_no_statement_back(client, cast, words):
    (waits, _) = earned(cast.omar.id, 3_108, 10_000)
    until = clock.now().date() + timedelta(days=20)
    place_hold(waits, HoldReason.POSSIBLE_ERROR, Why(until, words), actor=cast.fay.actor)
    run_id = let_go(cast)
    sign_in(client, cast.omar)
    answer = client.get(f"/statements/{run_id}/statement.pdf")
    assert (answer.status_code, answer.data[:5]) == (200, b"%PDF-")


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-1+1", "'-1+1"),
        ("+49 30 1", "'+49 30 1"),
        ("\n=1", "'\n=1"),
        ("-10.00", "-10.00"),
        ("-7", "-7"),
        ("-7\n=1", "'-7\n=1"),
        ("31.08", "31.08"),
    ],
)
def test_a_formula_is_none_and_a_number_stays_one(cell, kept):
    assert list(csv.reader(StringIO(written([[cell]]), newline=""))) == [[kept]]
