"""What a choice comes to among a million takes of a hundred clients, over the list of gigs: pages.

The slowest of a hundred, in milliseconds of this process's own CPU, on SQLite, of whole answers to
people who are signed in. Each choice asks by language, feelings, length and score, for one use or
two, today and mostly on a day to come, with the reason for everything left out. Beside the ratio
stands what both come to without the page. `python -m bench.choosing_p99_vs_gig_list 100000` asks
among fewer.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from uuid import UUID

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.orm import Session

from bench import choosing_rows
from bench.choosing_rows import CLIENTS, FEELINGS
from bench.gig_rows import LANGUAGES, Dictionary, gigs, keep
from bench.ledger_rows import application
from bench.rows import Bench, Goal, Row, interleaved
from consent.ledger.explaining.words import Use
from foundation.actors import VISITOR
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.accounts.models import Account, RoleGrant, SignIn
from marketplace.accounts.roles import Role
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.chosen import counted
from marketplace.deliveries.choosing.schemas import said_of
from marketplace.gigs.queries import listed
from marketplace.gigs.searching import Search

TAKES, GIGS, QUESTIONS = 1_000_000, 10_000, 200
_SLOW = 0.99
_SHOWN = 'id="counts-title"'


def measure(takes: int = TAKES) -> Row:
    with application() as app:
        keep(list(gigs(GIGS, Dictionary())))
        choosing_rows.keep(takes)
        asked = list(choices(QUESTIONS))
        performer = _signed_in(app, Role.PERFORMER, None)
        producers = [
            _signed_in(app, Role.CLIENT_PRODUCER, choosing_rows.client(each))
            for each in range(CLIENTS)
        ]
        _refuse_empty(db.session(), asked)
        # As the server does before it serves: else one answer in a hundred waits for Python to
        # look through all that is loaded.
        gc.collect()
        gc.freeze()
        return interleaved(
            BENCH.name,
            lambda: _p99(lambda number: _ours(app, producers[number % CLIENTS], asked[number])),
            lambda: _p99(lambda _: _page(app, "/gigs", performer, 'class="pays"')),
            packages=("sqlalchemy",),
            database=db.session().get_bind().dialect.name,
            takes=str(takes),
            without_pages=_without_pages(db.session(), asked),
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
            until=chance.choice((None, until, until)),
        )


def _ours(app: Flask, cookie: str, choice: Choice) -> None:
    query = {
        name: [str(each) for each in value] if isinstance(value, tuple) else str(value)
        for name, value in said_of(choice).items()
        if value
    }
    _page(app, "/datasets/counts", cookie, _SHOWN, query)


def _page(
    app: Flask, path: str, cookie: str, mark: str, query: dict[str, str | list[str]] | None = None
) -> None:
    """Another page, or a redirect, would be quick and worth nothing."""
    browser = app.test_client(use_cookies=False)
    answer = browser.get(path, query_string=query, headers={"Cookie": cookie})
    if answer.status_code != 200 or mark not in answer.text or "error" in answer.text[:400]:
        raise RuntimeError(f"{path}: {answer.status_code}")


def _refuse_empty(session: Session, asked: Sequence[Choice]) -> None:
    """Who chooses nothing is quick too."""
    found = [_counted(session, number, choice) for number, choice in enumerate(asked)]
    if sum(map(bool, found)) < len(found) // 20:
        raise RuntimeError("too few of the choices hold a take")


def _without_pages(session: Session, asked: Sequence[Choice]) -> str:
    ours = _p99(lambda number: _counted(session, number, asked[number]))
    theirs = _p99(lambda _: listed(session, Search(), None, VISITOR))
    return f"{ours:.1f} over {theirs:.1f} ms"


def _counted(session: Session, number: int, choice: Choice) -> int:
    return counted(session, choosing_rows.client(number % CLIENTS), choice).takes


def _p99(read: Callable[[int], object]) -> float:
    took = []
    for number in range(QUESTIONS):
        began = time.process_time()
        read(number)
        took.append((time.process_time() - began) * 1000)
    return sorted(took)[int(len(took) * _SLOW)]


def _signed_in(app: Flask, role: Role, client: UUID | None) -> str:
    with transaction() as session:
        name = f"{role}-{client}"
        account = Account(email=f"{name}@example.org", name="Bench", email_verified_at=now())
        session.add(account)
        session.flush()
        grant = RoleGrant(
            account_id=account.id, role=role, on_behalf_of=client, granted_by=account.id
        )
        session.add(grant)
        session.flush()
        here = SignIn(account_id=account.id, acting_as=grant.id)
        session.add(here)
        session.flush()
        cookie = {"_user_id": str(here.id), "_fresh": True}
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    if signer is None:
        raise RuntimeError("the application has no key to sign with")
    return f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(cookie)}"


BENCH = Bench("choosing_p99_vs_gig_list", Goal(at_most=10), measure)

if __name__ == "__main__":
    print(measure(int(sys.argv[1]) if len(sys.argv) > 1 else TAKES))
