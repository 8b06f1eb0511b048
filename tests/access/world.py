"""One application with the cast in it, put back as it was after every question."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import inf
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from foundation import clock
from foundation.api.pace import Pace
from foundation.database import db
from foundation.settings import Settings
from tests.access import beneath
from tests.access.askers import Asker, people, programs
from tests.access.making import Made, State, state_of
from tests.access.recording import Place
from tests.access.rules import Make, Values, nothing
from tests.cast import START, Cast, Person, assemble
from tests.http import in_tests
from tests.scratch import overwrite
from wsgi import create_app

Known = tuple[str, str, str]
"""A question: the row, who asks, and whose thing it is about."""


@dataclass(frozen=True, slots=True)
class Noted:
    """An answer, and what is to be said about it."""

    status_code: int
    location: str | None
    headers: Headers
    let_in: bool
    changed: set[str]
    """Tables, where the question only looks and may."""


@dataclass(slots=True)
class World:
    app: Flask
    file: Path
    pristine: dict[str, bytes]
    """As people find it, and as programs do, with the tokens and what these need."""
    cast: Cast
    people: tuple[Asker, ...]
    programs: tuple[Asker, ...]
    reached: list[str] = field(default_factory=list)
    """Endpoints that the last request came to, past every gate."""
    noted: dict[Known, Noted] = field(default_factory=dict)
    """What was answered so far by the table."""
    ran: dict[Known, frozenset[Place]] = field(default_factory=dict)
    """Which functions ran for it, of those that were watched so far."""

    known: dict[str, FlaskClient] = field(default_factory=dict)
    """The browser of each of these people as it was when they had just come in."""

    def enter(self, asker: Asker) -> FlaskClient:
        known, browser = self.known.get(asker.label), self.app.test_client()
        if known is None:
            return asker.enter(self.app)
        browser.environ_base.update(known.environ_base)
        browser._cookies.update(known._cookies)  # The client offers no way to copy its jar.
        return browser

    @property
    def https(self) -> bool:
        return bool(self.app.config["SESSION_COOKIE_SECURE"])

    made: Made = field(default_factory=Made)
    base: str = "people"
    placed: tuple[str, Make, UUID | None, State] | None = None
    """What is in the database now, if nobody wrote to it since."""

    def put_back(self) -> None:
        """As it was at first. Most questions are refused and leave it so: copying takes longer."""
        clock.hold(START)
        if self._is_still(nothing, None):
            return
        with self._laid():
            overwrite(self.file, self.pristine[self.base])
        self._note(nothing, None)

    def make(self, make: Make, owner: Person) -> Values:
        """What the request is about. Asked for again, as it was when it was first there: making it
        takes longer than asking."""
        found = self.made.of(self.base, make, owner)
        if make is nothing or found is None:
            self.put_back()
        if make is nothing:
            return {}
        if found is None:
            values = make(owner)
            db.session.remove()
            db.engine.dispose()
            key = (self.base, make, owner.id)
            self.made.keep(key, values, self.file, self.pristine[self.base])
            self._note(make, owner)
            return values
        if not self._is_still(make, owner):
            with self._laid():
                found.put(self.file, self.pristine[self.base])
            self._note(make, owner)
        clock.hold(found.at)
        return found.values

    def _note(self, make: Make, owner: Person | None) -> None:
        self.placed = self.base, make, owner and owner.id, state_of(self.file)

    def _is_still(self, make: Make, owner: Person | None) -> bool:
        db.session.remove()
        return self.placed == (self.base, make, owner and owner.id, state_of(self.file))

    @contextmanager
    def _laid(self) -> Iterator[None]:
        """Another database in its place, of which nothing older is remembered."""
        db.session.remove()
        stays = beneath.clear(self.file)
        yield
        if stays:
            beneath.read_anew()

    def stranger(self, to: Person | None, roles: frozenset[str] | None) -> Person:
        return stranger(self.cast, to, roles)


def stranger(cast: Cast, to: Person | None, roles: frozenset[str] | None) -> Person:
    """Somebody else, of another organisation, who can have such a thing."""
    everybody = [getattr(cast, name) for name in cast.__slots__]
    apart = [each for each in everybody if to is None or _are_strangers(each, to)]
    return next((each for each in apart if not roles or each.actor.role in roles), apart[0])


def _are_strangers(one: Person, other: Person) -> bool:
    ours, theirs = one.actor.on_behalf_of, other.actor.on_behalf_of
    return one.id != other.id and (ours is None or ours != theirs)


def build(settings: Settings, empty_database: Path, folder: Path) -> World:
    file = folder / "access.sqlite"
    shutil.copyfile(empty_database, file)
    app = in_tests(create_app(replace(settings, database_url=f"sqlite:///{file}", var=folder)))
    address = urlsplit(settings.url)
    app.config.update(PREFERRED_URL_SCHEME=address.scheme, SERVER_NAME=address.netloc)
    app.config["PROPAGATE_BUGS"] = False  # A bug is an answer too, and no row allows it.
    app.add_url_rule("/planted/bug", "planted.bug", lambda: 1 / 0)
    clock.hold(START)
    with app.app_context():
        cast = assemble()
        world = World(app, file, {}, cast, people(cast), programs(cast))
        for base, askers in (("people", world.people), ("programs", world.programs)):
            world.known.update({asker.label: asker.enter(app) for asker in askers})
            db.session.remove()
            db.engine.dispose()
            world.pristine[base] = file.read_bytes()
    _never_too_fast(app)
    # After all gates, so that it runs only for those who got past them.
    gates = app.before_request_funcs.setdefault(None, [])
    gates.append(lambda: world.reached.append(request.endpoint or ""))
    return world


def _never_too_fast(app: Flask) -> None:
    """All programs ask within one second: one token more often than its pace lets it."""
    for gate in app.before_request_funcs[None]:
        for name, cell in zip(gate.__code__.co_freevars, gate.__closure__ or (), strict=True):
            if name == "pace":
                cell.cell_contents = Pace(burst=inf)


@contextmanager
def inside(world: World, *, as_left: bool = False) -> Iterator[World]:
    """As it was at first; or as left by who was here before, for those who ask only by the table:
    what a row finds is seen to for each question."""
    clock.hold(START)
    with world.app.app_context():
        if not as_left:
            world.put_back()
        yield world
        db.session.remove()
    clock.release()
