"""What every step of a history needs: the world, its account, and chance."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask

from foundation import clock
from foundation.database import db
from foundation.jobs import Job, run_due
from tests.api.asking import Program
from tests.cast import NORTHLAB, RIVALLAB, Cast, Person
from tests.marketplace.accounts.phones import set_up_phone
from tests.marketplace.deliveries.proofs.account import Given
from tests.marketplace.deliveries.proofs.instants import Instants
from tests.marketplace.deliveries.proofs.told import Told
from tests.marketplace.deliveries.proofs.world import World


@dataclass(frozen=True)
class Link:
    url: str
    at: datetime
    path: str


class Doing:
    def __init__(self, app: Flask, cast: Cast, instants: Instants, seed: int) -> None:
        self.app, self.cast, self.instants = app, cast, instants
        self.dice = random.Random(seed)
        self.world = World(cast)
        self.world.begin()
        self.account = self.world.account
        self.asks: dict[UUID, Person] = {NORTHLAB: cast.ben, RIVALLAB: cast.rolf}
        set_up_phone(cast.rolf)
        self.programs: dict[UUID, Program] = {}
        self._tokens_until = clock.now()
        self.renew_tokens()
        self.told = Told(cast, self.account, self.programs, self.world.partner)
        self.versions: list[tuple[UUID, UUID]] = []
        self.links: list[Link] = []
        self.known: set[UUID] = set()
        self.done: list[str] = []
        self.seen: Counter[str] = Counter()
        """What happened at all: a history in which nothing does shows nothing."""

    def renew_tokens(self) -> None:
        """Before their thirty days are over."""
        if clock.now() >= self._tokens_until:
            for client, who in self.asks.items():
                self.programs[client] = Program(self.app, who)
            self._tokens_until = clock.now() + timedelta(days=12)

    def _run(self, *jobs: Job) -> None:
        run_due(jobs, uuid4(), even_if_not_due=True)
        db.session.rollback()

    def _of(self, given: Given) -> Person:
        return self.world.people[given.recording]

    def _lives(self) -> list[Given]:
        return [each for each in self.account.given if each.lives]

    def _alive(self, recording: UUID) -> list[Given]:
        return [each for each in self._lives() if each.recording == recording]

    def _living(self) -> Given | None:
        return self._one(self._lives())

    def _one(self, found: Any) -> Any:
        rows = list(found)
        return self.dice.choice(rows) if rows else None


def none(faults: Sequence[str]) -> None:
    assert not faults, "; ".join(faults)
