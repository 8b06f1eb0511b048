"""A hundred thousand recordings with one to four performers each, for ours and for the peers.

Shares as in the design's first try: each use is allowed in 85 of 100 grants, one grant in ten names
its clients, three in a hundred are withdrawn. Both get the same; Cedar, which cannot say "every
performer", gets the grants of a recording already intersected.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert, text

from consent.grants.limit_sets import limit_set
from consent.grants.models import Grant, Right, State
from consent.ledger.explaining.words import Use
from consent.recordings.models import Recording
from consent.terms.bits import BIT
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.database import db, transaction

RECORDINGS = 100_000
_CLIENTS = [UUID(int=each) for each in range(1, 201)]
_PERFORMERS = 20_000
_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Given:
    """One performer's grant for one recording."""

    recording: UUID
    performer: UUID
    uses: int
    client: UUID | None
    starts_on: date
    ends_on: date
    state: State
    accepted: bool


def rows(today: date, recordings: int = RECORDINGS, seed: int = 7) -> Iterator[Given]:
    random = Random(seed)
    for _ in range(recordings):
        recording = UUID(int=random.getrandbits(128))
        accepted = random.random() < 0.98
        for performer in _performers(random):
            yield Given(
                recording,
                performer,
                uses=sum(bit for bit in BIT.values() if random.random() < 0.85),
                client=random.choice(_CLIENTS) if random.random() < 0.1 else None,
                starts_on=today - timedelta(days=random.randrange(-20, 1000)),
                ends_on=today + timedelta(days=random.randrange(-20, 2000)),
                state=State.WITHDRAWN if random.random() < 0.03 else State.GIVEN,
                accepted=accepted,
            )


def _performers(random: Random) -> list[UUID]:
    (count,) = random.choices((1, 2, 3, 4), (70, 18, 8, 4))
    return [UUID(int=each + 1) for each in random.sample(range(_PERFORMERS), count)]


def fill(given: list[Given]) -> None:
    """Rows as the steps make them, without what was known before: here nobody looks back."""
    with transaction() as session:
        sets = {each: limit_set(session, _limits(each)) for each in (None, *_CLIENTS)}
        session.execute(insert(Recording), [_recording(each) for each in by_recording(given)])
        for low in range(0, len(given), _AT_ONCE):
            grants = [_grant(each, low + at) for at, each in enumerate(given[low : low + _AT_ONCE])]
            session.execute(insert(Grant), grants)
            some = zip(grants, given[low : low + _AT_ONCE], strict=True)
            session.execute(insert(Right), [_right(grant, each, sets) for grant, each in some])
    # A database that runs analyses what grew.
    db.session.execute(text("ANALYZE"))
    db.session.rollback()


def _limits(client: UUID | None) -> dict[str, Any]:
    return {} if client is None else {"clients": [str(client)]}


def _recording(id: UUID) -> dict[str, Any]:
    return {
        "id": id,
        "client_id": _CLIENTS[0],
        "take_id": id,
        "sha256": f"sha256:{id.hex}",
        "recorded_at": now(),
        "registered_at": now(),
    }


def _grant(each: Given, number: int) -> dict[str, Any]:
    return {
        "id": UUID(int=number + 1),
        "recording_id": each.recording,
        "performer_id": each.performer,
        "agreement_id": UUID(int=1),
        "thread": f"thread {number}",
        "made_at": now(),
    }


def _right(grant: dict[str, Any], each: Given, sets: dict[UUID | None, int]) -> dict[str, Any]:
    return {
        "recording_id": each.recording,
        "performer_id": each.performer,
        "grant_id": grant["id"],
        "limit_set_id": sets[each.client],
        "state": each.state,
        "accepted": each.accepted,
        "uses": each.uses,
        "constrained": 0,
        "starts_on": each.starts_on,
        "ends_on": each.ends_on,
        "suspended": False,
        "alone": True,
    }


def by_recording(given: list[Given]) -> dict[UUID, list[Given]]:
    found: dict[UUID, list[Given]] = {}
    for each in given:
        found.setdefault(each.recording, []).append(each)
    return found


def questions(given: list[Given], count: int, seed: int) -> list[tuple[UUID, Purpose]]:
    random = Random(seed)
    purposes = [
        Purpose(client=client, use=use)
        for client in _CLIENTS
        for use in random.sample(list(Use), 4)
    ]
    return [(random.choice(given).recording, random.choice(purposes)) for _ in range(count)]


def plainly(given: list[Given], purpose: Purpose, day: date) -> bool:
    """What both must answer: nothing given is nothing allowed."""
    return bool(given) and all(
        each.state is State.GIVEN
        and each.uses & BIT[purpose.use]
        and (each.accepted or purpose.use is Use.REVIEW)
        and each.client in (None, purpose.client)
        and each.starts_on <= day <= each.ends_on
        for each in given
    )
