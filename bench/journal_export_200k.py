"""The journal of 200,000 postings as text, over the time in which `bean-check` reads it.

Both are seconds; where `bean-check` finds anything wrong, there is no figure. The postings are of
two each, as approved work is: the pay out of an order's funds, and the fee.
"""

import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.ledger_rows import application
from bench.rows import Bench, Goal, Row, interleaved
from foundation import clock
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.money import Money
from payouts.journal.beancount import write_beancount
from payouts.journal.chart import Account, Kind, Purpose, platform
from payouts.journal.posting import Entry, Line, post_all

POSTINGS = 200_000
ROUNDS = 3
"""Of a minute or so each, nearly all of it the peer's."""
_ORDERS = [Account(Kind.ORDER_FUNDS, new_id(), "EUR") for _ in range(200)]
_PEOPLE = [Account(Kind.PERFORMER_PAYABLE, new_id(), "EUR") for _ in range(2_000)]
_IN_A_COMMIT = 1_000
_PAY, _FEE = Money(3_108, "EUR"), Money(466, "EUR")
_MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def measure() -> Row:
    with application(), TemporaryDirectory() as folder:
        clock.hold(_MONDAY)
        try:
            _fill()
        finally:
            clock.release()
        file = Path(folder) / "books.beancount"
        _written_s(file)
        return interleaved(
            BENCH.name,
            lambda: _written_s(file),
            lambda: _checked_s(file),
            packages=("sqlalchemy", "beancount"),
            rounds=ROUNDS,
            postings=str(POSTINGS),
            mib=f"{file.stat().st_size / 2**20:.0f}",
        )


def _fill() -> None:
    cash = platform(Kind.STRIPE_AVAILABLE, "EUR")
    enough = Money(POSTINGS * 10_000 // len(_ORDERS), "EUR")
    funding = [Line(cash, each, enough, Purpose.FUND, each.owner) for each in _ORDERS]
    with transaction() as session:
        post_all(session, [Entry(f"fund {line.cause_id}", [line]) for line in funding])
    for low in range(0, (POSTINGS - len(_ORDERS)) // 2, _IN_A_COMMIT):
        many = min(_IN_A_COMMIT, (POSTINGS - len(_ORDERS)) // 2 - low)
        clock.move(timedelta(hours=3))
        with transaction() as session:
            post_all(session, [_earned(number) for number in range(low, low + many)])


def _earned(number: int) -> Entry:
    funds, payable = _ORDERS[number % len(_ORDERS)], _PEOPLE[number % len(_PEOPLE)]
    cause = new_id()
    pay = Line(funds, payable, _PAY, Purpose.EARN, cause)
    fee = Line(funds, platform(Kind.PLATFORM_FEE, "EUR"), _FEE, Purpose.FEE, cause)
    return Entry(f"earn:{cause}", [pay, fee])


def _written_s(file: Path) -> float:
    began = time.perf_counter()
    with file.open("w", encoding="utf-8") as to:
        count = write_beancount(db.session(), to)
    took = time.perf_counter() - began
    if count != POSTINGS:
        raise RuntimeError(f"{count} of {POSTINGS} postings written")
    return took


def _checked_s(file: Path) -> float:
    checker = Path(sys.executable).with_name("bean-check")
    began = time.perf_counter()
    ran = subprocess.run([checker, "--no-cache", file], check=False, capture_output=True, text=True)
    took = time.perf_counter() - began
    if ran.returncode or ran.stdout or ran.stderr:
        raise RuntimeError(f"not accepted: {(ran.stdout + ran.stderr)[:500]}")
    return took


BENCH = Bench("journal_export_200k", Goal(at_most=1), measure)
