"""What a choice comes to, among a million takes of a hundred clients, over the gig list.

The slowest of a hundred, in milliseconds of this process's own CPU, on SQLite: each asks by
language, feelings, length and score, for one use or two, today and on a day to come, with the
reason for everything left out. `python -m bench.choosing_p99_vs_gig_list 100000` asks among fewer.
"""

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

from sqlalchemy.orm import Session

from bench import choosing_rows
from bench.choosing_rows import CLIENTS, FEELINGS
from bench.gig_rows import LANGUAGES, Dictionary, gigs, keep
from bench.ledger_rows import application
from bench.rows import Bench, Goal, Row, interleaved
from consent.ledger.explaining.words import Use
from foundation.actors import VISITOR
from foundation.clock import now
from foundation.database import db
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import counted
from marketplace.gigs.queries import listed
from marketplace.gigs.searching import Search

TAKES, GIGS, QUESTIONS = 1_000_000, 10_000, 200
_SLOW = 0.99


def measure(takes: int = TAKES) -> Row:
    with application():
        keep(list(gigs(GIGS, Dictionary())))
        choosing_rows.keep(takes)
        session, asked = db.session(), list(choices(QUESTIONS))
        _refuse_empty(session, asked)
        return interleaved(
            "choosing_p99_vs_gig_list",
            lambda: _p99(lambda number: _ours(session, number, asked[number])),
            lambda: _p99(lambda _: listed(session, Search(), None, VISITOR)),
            packages=("sqlalchemy",),
            database=session.get_bind().dialect.name,
            takes=str(takes),
        )


def choices(count: int) -> Iterator[Choice]:
    chance = random.Random(5)
    until = now().date() + timedelta(days=300)
    both = (Use.GENERATIVE_TRAINING, Use.EVALUATION)
    for _ in range(count):
        yield Choice(
            uses=chance.choice((both, both[:1])),
            languages=(chance.choice(LANGUAGES),),
            begins=chance.choice((None, *FEELINGS)),
            ends=chance.choice((None, *FEELINGS)),
            speakers=(2, 2),
            seconds=chance.choice((None, (30, 180))),
            least_overall=chance.choice((None, 3)),
            until=chance.choice((None, until)),
        )


def _ours(session: Session, number: int, choice: Choice) -> int:
    found = counted(session, choosing_rows.client(number % CLIENTS), choice)
    return found.takes + sum(found.left_out.values())


def _refuse_empty(session: Session, asked: list[Choice]) -> None:
    """Who chooses nothing is quick, and worth nothing."""
    found = [
        counted(session, choosing_rows.client(number % CLIENTS), choice).takes
        for number, choice in enumerate(asked)
    ]
    if sum(map(bool, found)) < len(found) // 4:
        raise RuntimeError("too few of the choices hold a take")


def _p99(read: Callable[[int], object]) -> float:
    took = []
    for number in range(QUESTIONS):
        began = time.process_time()
        read(number)
        took.append((time.process_time() - began) * 1000)
    return sorted(took)[int(len(took) * _SLOW)]


BENCH = Bench("choosing_p99_vs_gig_list", Goal(at_most=10), measure)

if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TAKES))
