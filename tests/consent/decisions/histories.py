"""Random histories of some grants: told to the rights, and as threads that can be replayed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from consent.grants.models import Grant
from consent.ledger.explaining.consenting import (
    ConsentExpired,
    ConsentInvalidated,
    ConsentNarrowed,
    ConsentRefused,
    ConsentRenewed,
    ConsentTerminated,
)
from consent.ledger.explaining.opening import Opening, plain_fields
from consent.ledger.explaining.replaying import BadThread, replay
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Ending, Flaw, SuspensionCause, Use
from consent.ledger.explaining.working import TakeRejected
from consent.terms.purpose import Purpose
from foundation import clock
from foundation.errors import DomainError
from foundation.ids import new_id
from tests.consent.grants import granted
from tests.consent.grants.granted import LAB, STUDIO, about
from tests.consent.ledger.stories import Story

USES = (Use.REVIEW, Use.EVALUATION, Use.GENERATIVE_TRAINING)
CAUSES = (SuspensionCause.STRIKE, SuspensionCause.SAFETY)
USUAL = ("given", "accepted") * 3
KINDS = (
    *("given", "accepted", "rejected", "narrowed", "narrowed", "renewed", "suspended", "suspended"),
    *("resumed", "resumed", "withdrawn", "expired", "terminated", "invalidated", "refused"),
)


@dataclass
class Told:
    known_from: datetime
    on: date
    opening: Opening


@dataclass
class Life:
    """Of one grant: what was told of it, and the same as a thread."""

    grant: Grant
    began_on: date
    told: list[Told] = field(default_factory=list)
    story: Story = field(default_factory=Story)

    def tell(self, opening: Opening) -> None:
        """Refused by the rights, it must be refused by a replay, and the other way about."""
        today, known = clock.now().date(), clock.now()
        further = Story(self.story.name, list(self.story.lines))
        further.add(opening.type, today, opening.payload())
        try:
            granted.tell(self.grant, opening)
        except DomainError:
            with pytest.raises(BadThread):
                replay(further.told(), today)
        else:
            replay(further.told(), today)
            self.story = further
            self.told.append(Told(known, opening.at.date(), opening))


def lives(random: Random) -> list[Life]:
    """Of one recording: two performers, of whom one may have signed two agreements."""
    recording, pair = new_id(), (new_id(), new_id())
    performers = random.choice([pair[:1], pair, (pair[0], pair[0]), (pair[0], *pair)])
    today = clock.now().date()
    found = [Life(granted.registered(recording, each), today) for each in performers]
    for number in range(random.randint(4, 16)):
        clock.move(timedelta(days=random.choice((0, 0, 1, 4)), seconds=random.randint(0, 9)))
        kind = random.choice(USUAL if number < 5 else KINDS)
        life = random.choice(found)
        began = (clock.now().date() - life.began_on).days
        late = timedelta(days=random.choice((0, 0, 0, random.randint(0, began))))
        life.tell(_opening(random, life.grant, kind, clock.now() - late))
    return found


def _opening(random: Random, grant: Grant, kind: str, at: datetime) -> Opening:
    what = about(grant, at=at)
    make: dict[str, Callable[[], Opening]] = {
        "given": lambda: granted.given(grant, at=at, **_terms(random, at)),
        "narrowed": lambda: ConsentNarrowed(**what, **_terms(random, at)),
        "renewed": lambda: ConsentRenewed(**what, **_terms(random, at)),
        "accepted": lambda: granted.accepted(grant, at=at),
        "rejected": lambda: TakeRejected(**what, take=UUID(int=6), cause="noise"),
        "suspended": lambda: granted.suspended(grant, at=at, **_suspension(random, at)),
        "resumed": lambda: granted.resumed(grant, at=at, cause=random.choice(CAUSES)),
        "withdrawn": lambda: granted.withdrawn(grant, at=at),
        "expired": lambda: ConsentExpired(**what, ended_on=at.date()),
        "terminated": lambda: ConsentTerminated(**what, cause=Ending.CLIENT_BREACH),
        "invalidated": lambda: ConsentInvalidated(**what, flaw=Flaw.PRESSURE, reason="late"),
        "refused": lambda: ConsentRefused(**what),
    }
    return make[kind]()


def _terms(random: Random, at: datetime) -> dict[str, Any]:
    limits = Limits(
        ends_on=at.date() + timedelta(days=random.choice((6, 20, 400))),
        starts_on=random.choice((None, None, at.date() + timedelta(days=random.randint(0, 5)))),
        clients=random.choice((None, None, (LAB,), (LAB, STUDIO))),
        territories=random.choice((None, None, ("DE", "FR"))),
        recipients=random.choice((None, None, (STUDIO,))),
        prohibited_subjects=random.choice((None, ("war",))),
    )
    limited = len(plain_fields(limits).keys() - {"starts_on", "ends_on"}) > 0
    answers = (Answer.ALLOWED, Answer.ALLOWED, Answer.CONSTRAINED if limited else Answer.ALLOWED)
    uses = {use: random.choice((*answers, Answer.NOT_ALLOWED)) for use in USES}
    return {"uses": uses, "limits": limits}


def _suspension(random: Random, at: datetime) -> dict[str, Any]:
    return {
        "cause": random.choice(CAUSES),
        "until": random.choice((None, at.date() + timedelta(days=random.randint(0, 6)))),
        "uses": random.choice((None, USES[:1], USES[1:])),
        "clients": random.choice((None, (LAB,), (STUDIO, LAB))),
    }


def purpose(random: Random) -> Purpose:
    return Purpose(
        client=random.choice((LAB, LAB, STUDIO)),
        use=random.choice(USES),
        territory=random.choice((None, "DE", "DE", "US")),
        recipient=random.choice((None, None, STUDIO, LAB)),
        subjects=random.choice((None, ("peace",), ("peace", "war"))),
    )
