"""Another's tool reads our books: it accepts them, and finds a cent that is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from foundation.database import transaction
from foundation.money import as_decimal
from payouts.journal.beancount import write_beancount
from payouts.journal.chart import Kind
from payouts.journal.posting import post
from payouts.journal.resolving import void_pending
from tests.payouts.journal.accounts import CASH, FEE, line, of

pytestmark = pytest.mark.usefixtures("each_database")


@pytest.fixture
def books(app, session, tmp_path) -> Path:
    funds, payable, flight = (
        of(each) for each in (Kind.ORDER_FUNDS, Kind.PERFORMER_PAYABLE, Kind.PAYOUT_IN_FLIGHT)
    )
    yen = of(Kind.CLIENT_BALANCE, currency="JPY")
    with transaction() as writing:
        post(writing, 'fund "this" \\ once', [line(CASH, funds, 10_000)])
        post(writing, "earn", [line(funds, payable, 3_108), line(funds, FEE, 466)])
        post(writing, "yen", [line(of(Kind.STRIPE_PENDING, currency="JPY"), yen, 500)])
        pending = post(writing, "plan", [line(payable, flight, 8)], pending=True)
        void_pending(writing, "void", pending.id)
        post(writing, "plan again", [line(payable, flight, 7)], pending=True)
    file = tmp_path / "books.beancount"
    with file.open("w") as to:
        assert write_beancount(session, to) == 4
    return file


def test_bean_check_accepts_it(books):
    assert checked(books) == ""
    assert "3.57" not in books.read_text()
    assert "31.08 EUR" in books.read_text()


@pytest.mark.parametrize(
    ("said", "instead"),
    [("  31.08 EUR", "  31.09 EUR"), ("-4.66 EUR", "-4.65 EUR"), ("  500 JPY", "  501 JPY")],
)
def test_and_finds_a_planted_cent(books, said, instead):
    text = books.read_text()
    assert said in text
    books.write_text(text.replace(said, instead, 1))
    assert "Balance failed" in checked(books) or "does not balance" in checked(books)


def test_the_command_writes_the_same(app, books, tmp_path):
    ran = app.test_cli_runner().invoke(args=["journal", "export", str(tmp_path / "again")])
    assert ran.output.startswith("4 postings written")
    assert (tmp_path / "again").read_text() == books.read_text()


def test_an_empty_journal_is_fine_too(session, tmp_path):
    file = tmp_path / "empty"
    with file.open("w") as to:
        assert write_beancount(session, to) == 0
    assert checked(file) == ""


def test_amounts_are_written_as_their_currency_is():
    assert [as_decimal(-5, "EUR"), as_decimal(1234, "JPY"), as_decimal(1, "KWD")] == [
        "-0.05",
        "1234",
        "0.001",
    ]


def checked(file: Path) -> str:
    checker = Path(sys.executable).with_name("bean-check")
    ran = subprocess.run([checker, file], capture_output=True, text=True, check=False)
    return ran.stdout + ran.stderr
