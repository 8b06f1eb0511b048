"""One application with the cast in it, put back as it was after every question."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask, request
from flask.testing import FlaskClient

from foundation import clock
from foundation.database import db
from foundation.settings import Settings
from tests.access.askers import Asker, people, programs
from tests.access.making import Made, beside
from tests.access.recording import Place
from tests.access.rules import Make, Values, nothing
from tests.cast import START, Cast, Person, assemble
from tests.http import Browser
from wsgi import create_app


@dataclass(slots=True)
class World:
    app: Flask
    file: Path
    pristine: Path
    cast: Cast
    people: tuple[Asker, ...]
    programs: tuple[Asker, ...]
    reached: list[str] = field(default_factory=list)
    """Endpoints that the last request came to, past every gate."""
    ran: dict[str, set[Place]] = field(default_factory=dict)
    """Which functions each row ran, of those that were watched so far."""

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

    def put_back(self) -> None:
        self._empty()
        shutil.copyfile(self.pristine, self.file)

    def make(self, make: Make, owner: Person) -> Values:
        """What the request is about. Asked for again, as it was when it was first there: making it
        takes longer than asking."""
        if make is nothing:
            return {}
        found = self.made.of(make, owner)
        if found is None:
            values = make(owner)
            db.session.remove()
            db.engine.dispose()
            self.made.keep(make, owner, values, self.file)
            return values
        self._empty()
        found.put(self.file)
        return found.values

    def _empty(self) -> None:
        db.session.remove()
        db.engine.dispose()
        for left in beside(self.file):
            left.unlink()

    def stranger(self, to: Person | None, roles: frozenset[str] | None) -> Person:
        """Somebody else, of another organisation, who can have such a thing."""
        everybody = [getattr(self.cast, name) for name in self.cast.__slots__]
        apart = [each for each in everybody if to is None or _are_strangers(each, to)]
        return next((each for each in apart if not roles or each.actor.role in roles), apart[0])


def _are_strangers(one: Person, other: Person) -> bool:
    ours, theirs = one.actor.on_behalf_of, other.actor.on_behalf_of
    return one.id != other.id and (ours is None or ours != theirs)


def build(settings: Settings, empty_database: Path, folder: Path) -> World:
    file, pristine = folder / "access.sqlite", folder / "pristine.sqlite"
    shutil.copyfile(empty_database, file)
    app = create_app(replace(settings, database_url=f"sqlite:///{file}", var=folder))
    app.testing = True
    address = urlsplit(settings.url)
    app.config.update(PREFERRED_URL_SCHEME=address.scheme, SERVER_NAME=address.netloc)
    app.config["PROPAGATE_BUGS"] = False  # A bug is an answer too, and no row allows it.
    app.add_url_rule("/planted/bug", "planted.bug", lambda: 1 / 0)
    app.test_client_class = Browser
    clock.hold(START)
    with app.app_context():
        cast = assemble()
        world = World(app, file, pristine, cast, people(cast), programs(cast))
        world.known.update({asker.label: asker.enter(app) for asker in world.people})
        db.session.remove()
        db.engine.dispose()
    shutil.copyfile(file, pristine)
    # After all gates, so that it runs only for those who got past them.
    gates = app.before_request_funcs.setdefault(None, [])
    gates.append(lambda: world.reached.append(request.endpoint or ""))
    return world


@contextmanager
def inside(world: World) -> Iterator[World]:
    clock.hold(START)
    with world.app.app_context():
        world.put_back()
        yield world
        world.put_back()
    clock.release()
