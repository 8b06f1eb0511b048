"""What every page has around it: where one can go, who one is, how it is shown.

Each slice adds a line to `assembly/navigation.py`; templates receive the result as `shell`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, cast

from flask import Flask, current_app, g, request, url_for
from sqlalchemy.exc import SQLAlchemyError

from foundation import assets, charts, formats, theme
from foundation.formats import Reader
from foundation.version import VERSION


class Place(StrEnum):
    MAIN = "main"
    ACCOUNT = "account"
    FOOTER = "footer"


@dataclass(frozen=True, slots=True)
class NavItem:
    """One way to go. No roles means everybody who is signed in. Visitors see what is `open`; with
    no roles that is for them alone."""

    label: str
    endpoint: str
    roles: frozenset[str] = frozenset()
    place: Place = Place.MAIN
    open: bool = False

    def is_for(self, person: "Person | None") -> bool:
        if self.place is Place.FOOTER:
            return True
        if person is None:
            return self.open
        return person.role in self.roles or not (self.roles or self.open)


@dataclass(frozen=True, slots=True)
class Hat:
    """A role one may act in."""

    label: str
    url: str
    """Where a POST puts it on; empty where that cannot be done."""
    worn: bool


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    hats: tuple[Hat, ...] = ()
    waiting: int = 0
    """How many things wait for this person."""


@dataclass(frozen=True, slots=True)
class Link:
    label: str
    url: str
    current: str
    """The value of aria-current: `page` for this very page, `true` for its section, or empty."""


@dataclass(frozen=True, slots=True)
class Shell:
    person: Person | None
    nav: tuple[Link, ...]
    account_links: tuple[Link, ...]
    footer_links: tuple[Link, ...]
    theme: str
    """`light` or `dark` where the reader chose; empty follows the system."""
    path: str
    version: str = VERSION

    @staticmethod
    def url(endpoint: str, **values: Any) -> str:
        """Empty where this installation has no such page, so that no link leads nowhere."""
        if endpoint not in current_app.view_functions:
            return ""
        return url_for(endpoint, **values) if values else path_of(endpoint)

    @property
    def home(self) -> str:
        return (self.person and self.url("home.page")) or self.url("front.page") or "/"

    @property
    def help_url(self) -> str:
        return self.url("cases.new", about=current_page())

    @property
    def sign_out_url(self) -> str:
        return self.url("sign_in.leave")


WhoIsHere = Callable[[], Person | None]
WhoReads = Callable[[], Reader | None]


def init_app(
    app: Flask, navigation: tuple[NavItem, ...], who_is_here: WhoIsHere, who_reads: WhoReads
) -> None:
    app.extensions["fairtake_who_reads"] = who_reads
    app.extensions["fairtake_paths"] = {}
    assets.init_app(app)
    app.register_blueprint(theme.blueprint)
    app.jinja_env.globals.update(
        reader_language=lambda: reader().language, stacked_bars=charts.stacked_bars
    )
    app.jinja_env.filters.update(
        ago=lambda at: formats.ago(at, reader()),
        day=lambda on: formats.day(on, reader()),
        exact=exact,
        minutes=formats.minutes,
        moment=lambda at: formats.moment(at, reader()),
        money=lambda amount_minor, currency: formats.money(amount_minor, currency, reader()),
        size=lambda count: formats.size(count, reader()),
        when=lambda at: formats.when(at, reader()),
        with_money=lambda sentence: formats.with_money(sentence, reader()),
    )

    @app.context_processor
    def give_templates_the_shell() -> dict[str, Shell]:
        return {"shell": build(navigation, who_is_here)}


def build(navigation: tuple[NavItem, ...], who_is_here: WhoIsHere) -> Shell:
    try:
        person = who_is_here()
    except SQLAlchemyError:
        person = None  # The page that says the database is away must not need it.

    def links(place: Place) -> tuple[Link, ...]:
        items = (item for item in navigation if item.place is place and item.is_for(person))
        return tuple(Link(item.label, path_of(item.endpoint), nearness(item)) for item in items)

    return Shell(
        person=person,
        nav=links(Place.MAIN),
        account_links=links(Place.ACCOUNT),
        footer_links=links(Place.FOOTER),
        theme=theme.chosen(),
        path=request.full_path.rstrip("?") if request.method == "GET" else "",
    )


def path_of(endpoint: str) -> str:
    """Every page leads to a dozen others, always at the same addresses: each is worked out once."""
    known: dict[tuple[str, str], str] = current_app.extensions["fairtake_paths"]
    key = (request.script_root, endpoint)
    if key not in known:
        known[key] = url_for(endpoint)
    return known[key]


def current_page() -> str:
    """This page, without what its path holds in free text: a mailed link's token is a secret."""
    has_free_text = any(isinstance(value, str) for value in (request.view_args or {}).values())
    return request.url_rule.rule if has_free_text and request.url_rule else request.path


def nearness(item: NavItem) -> str:
    if request.endpoint == item.endpoint:
        return "page"
    return "true" if request.blueprint == item.endpoint.rpartition(".")[0] else ""


def reader() -> Reader:
    """In whose zone and language this page is written; asked once a request."""
    found = g.get("reader")
    if found is None:
        who_reads = cast(WhoReads, current_app.extensions["fairtake_who_reads"])
        found = who_reads() or formats.visitor(list(request.accept_languages.values()))
        g.reader = found
    return cast(Reader, found)


def exact(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
