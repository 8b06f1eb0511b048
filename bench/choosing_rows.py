"""Takes in any number with all that a choice looks at, put in by the database itself.

Two performers in each, of whom one consent in twenty is withdrawn and one in ten ends soon; nearly
all pay has come. A hundred takes of each scene request, a hundred clients, in random order of ids.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path
from uuid import UUID

from sqlalchemy import insert

from bench.gig_rows import LANGUAGES
from consent.grants.limit_sets import limit_set
from consent.ledger.explaining.words import Use
from consent.minimums.wishes import Intensity
from consent.terms.bits import BIT
from foundation.clock import now
from foundation.database import db, transaction
from marketplace.clients.models import Client
from marketplace.profiles.words import Emotion, Medium
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestKind, RequestState, RequestVersion, SceneRequest
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Beat, Brief, Content, Part, Recording
from marketplace.requests.usage import Usage
from marketplace.requests.window import Window

CLIENTS, A_REQUEST = 100, 100
FEELINGS = tuple(Emotion)[:4]
_PERFORMERS = 20_000
_KIND = 40
"""The first digits of ids made here: not those of the gigs."""


def client(number: int) -> UUID:
    return _id(_KIND, number)


def keep(takes: int) -> None:
    requests = max(CLIENTS, takes // A_REQUEST)
    _keep_requests(requests)
    with transaction() as session:
        limits = limit_set(session, {})
    db.session.remove()
    file = db.engine.url.database
    db.engine.dispose()
    with closing(sqlite3.connect(Path(str(file)))) as into:
        into.execute("PRAGMA synchronous = OFF")
        into.execute("PRAGMA cache_size = -400000")
        into.create_function("id", 2, lambda kind, number: _id(kind, number).hex)
        values = {
            "takes": takes,
            "requests": requests,
            "clients": CLIENTS,
            "performers": _PERFORMERS,
            "limits": limits,
            "uses": BIT[Use.GENERATIVE_TRAINING] | BIT[Use.EVALUATION] | BIT[Use.REVIEW],
            "at": _text(now()),
            "began": str(_today() - timedelta(days=60)),
            "soon": str(_today() + timedelta(days=40)),
            "late": str(_today() + timedelta(days=900)),
            "due": str(_today() - timedelta(days=20)),
        }
        for statement in _FILL:
            into.execute(statement, {k: v for k, v in values.items() if f":{k}" in statement})
        into.commit()
        into.execute("ANALYZE")
        into.commit()


def _id(kind: int, number: int) -> UUID:
    return UUID(int=(kind << 100) + number)


def _today() -> date:
    return now().date()


def _text(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


def _keep_requests(count: int) -> None:
    briefs = list(_briefs())
    with transaction() as session:
        session.add_all(Client(id=client(each), name=f"Lab {each}") for each in range(CLIENTS))
        session.flush()
        said = [briefs[number % len(briefs)] for number in range(count)]
        requests = [
            {
                "id": _id(_KIND + 1, number),
                "number": f"SR-C-{number}",
                "client_id": client(number % CLIENTS),
                "kind": RequestKind.SCENES,
                "made_by": client(0),
                "made_at": now(),
                "state": RequestState.APPROVED,
                "version": 1,
            }
            for number in range(count)
        ]
        versions = [
            {
                "id": _id(_KIND + 2, number),
                "request_id": _id(_KIND + 1, number),
                "number": 1,
                "content": content,
                "hash": hashed,
                "submitted_by": client(0),
                "dated_at": now(),
            }
            for number, (content, hashed) in enumerate(said)
        ]
        session.execute(insert(SceneRequest), requests)
        session.execute(insert(RequestVersion), versions)


def _briefs() -> Iterator[tuple[bytes, str]]:
    """Every language with every way from one feeling to another, mixed up."""
    brief = Brief(
        title="Two sisters",
        scenario="One finds a letter that the other hid.",
        language="en",
        parts=(Part(key="one", name="One", sheet=""), Part(key="two", name="Two", sheet="")),
        beats=(),
    )
    ways = list(product(LANGUAGES, FEELINGS, FEELINGS))
    for number in range(len(ways)):
        language, begins, ends = ways[number * 37 % len(ways)]
        beats = (Beat(feeling=begins), Beat(feeling=ends))
        content = SceneContent(
            brief=replace(brief, language=language, beats=beats),
            recording=Recording(medium=Medium.AUDIO),
            content=Content(intensity=Intensity.CALM),
            pay=Pay(currency="EUR", hourly_minor=6000),
            usage=Usage(papers=(), end_product="companion"),
            window=Window(
                first_day=_today(),
                last_day=_today(),
                apply_by=_today(),
                zone="UTC",
                bookings=1,
                minutes=60,
            ),
        )
        yield content.canonical(), content.hash


_NUMBERS = """WITH RECURSIVE numbers(n) AS
 (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n + 1 < {most})"""
_FILL = (
    _NUMBERS.format(most=":requests")
    + """ INSERT INTO marketplace_gig (id, request_id, client_id, version_id, title, language,
 medium, intensity, emotions, uses, performers, currency, hourly_minor, unpaid_minutes,
 union_agreement, first_day, last_day, apply_by, state, opened_at, version)
 SELECT id(43, n), id(41, n), id(40, n % :clients), id(42, n), 'Two sisters', 'en', 'audio', 0, 1,
 1, 2, 'EUR', 6000, 0, 0, :began, :began, :began, 'closed', :at, 1 FROM numbers""",
    _NUMBERS.format(most=":requests")
    + """ INSERT INTO marketplace_booking (id, gig_id, client_id, starts_at, ends_at, zone, made_by,
 room, sequence, made_at, state, version)
 SELECT id(44, n), id(43, n), id(40, n % :clients), :at, :at, 'UTC', id(40, 0), '', 0, :at, 'over',
 1 FROM numbers""",
    _NUMBERS.format(most=":requests * 2")
    + """ INSERT INTO marketplace_engagement (id, gig_id, request_id, part_key, performer_id,
 client_id, terms, terms_hash, brief_version_id, accepted_at, state, version)
 SELECT id(45, n), id(43, n / 2), id(41, n / 2), CASE n % 2 WHEN 0 THEN 'one' ELSE 'two' END,
 id(46, n * 7919 % :performers), id(40, n / 2 % :clients), x'', '', id(42, n / 2), :at, 'engaged',
 1 FROM numbers""",
    _NUMBERS.format(most=":takes")
    + """, made AS MATERIALIZED (SELECT n, lower(hex(randomblob(16))) AS id FROM numbers)
 INSERT INTO marketplace_take (id, booking_id, gig_id, client_id, number, brief_version_id,
 begun_by, begun_at, state, speakers, accepted_ms, overall, version)
 SELECT id, id(44, n % :requests), id(43, n % :requests), id(40, n % :requests % :clients),
 n / :requests + 1, id(42, n % :requests), id(40, 0), :at,
 CASE WHEN n % 10 < 8 THEN 'accepted' ELSE 'rejected' END, 2, 20000 + n * 7907 % 200000,
 1 + n % 5, 1 FROM made ORDER BY id""",
    """CREATE TEMP TABLE played AS SELECT take.id AS take_id, take.client_id AS client_id,
 engagement.id AS engagement_id, engagement.performer_id AS performer_id,
 lower(hex(randomblob(16))) AS recording_id, lower(hex(randomblob(16))) AS other_id,
 abs(random()) % 100 AS chance, take.state = 'accepted' AS accepted
 FROM marketplace_take take JOIN marketplace_engagement engagement
 ON engagement.gig_id = take.gig_id""",
    """INSERT INTO marketplace_track (id, take_id, engagement_id, performer_id, recording_id, state,
 version) SELECT other_id, take_id, engagement_id, performer_id, recording_id, 'fit', 1
 FROM played""",
    """INSERT INTO consent_grant (id, recording_id, performer_id, agreement_id, thread, made_at)
 SELECT other_id, recording_id, performer_id, engagement_id, other_id, :at FROM played""",
    """INSERT INTO consent_right (recording_id, performer_id, grant_id, limit_set_id, state,
 accepted, uses, constrained, starts_on, ends_on, suspended, alone)
 SELECT recording_id, performer_id, other_id, :limits,
 CASE WHEN chance < 5 THEN 'withdrawn' ELSE 'given' END, accepted, :uses, 0, :began,
 CASE WHEN chance > 89 THEN :soon ELSE :late END, 0, 1 FROM played ORDER BY recording_id""",
    """INSERT INTO marketplace_fact (id, kind, cause_id, performer_id, client_id, order_id,
 engagement_id, recording_id, quantity, unit, rate_minor, amount_minor, currency, rule, decided_by,
 worked_on, completed_on, pay_by, label, published_at)
 SELECT other_id, 'take', other_id, performer_id, client_id, id(41, 0), engagement_id, recording_id,
 1, 'take', 1500, 1500, 'EUR', 'pay.take_minor', client_id, :began, :began,
 CASE WHEN chance = 50 THEN :late ELSE :due END, 'Accepted take', :at FROM played WHERE accepted""",
    """INSERT INTO marketplace_fact_settlement (id, fact_id, n, outcome, at, recorded_at)
 SELECT other_id, other_id, 1, 'paid', :at, :at FROM played WHERE accepted
 AND chance != 50 AND NOT (abs(random()) % 20000 = 0)""",
    "DROP TABLE played",
)
