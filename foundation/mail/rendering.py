"""Turns a template and values into a subject, a text and an HTML page, for one reader."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    pass_context,
    select_autoescape,
)
from jinja2.runtime import Context

from foundation import formats

_FOLDER = Path(__file__).parents[2] / "templates" / "mail"


@dataclass(frozen=True, slots=True)
class Rendered:
    subject: str
    text: str
    html: str


def render(template: str, values: dict[str, Any], reader: formats.Reader, site: str) -> Rendered:
    """`site` is our public address; templates make links with `link('/path')`."""
    known = {**values, "reader": reader, "site": site, "link": lambda path: site + path}
    text = _templates.get_template(f"{template}.txt").render(known)
    html = _templates.get_template(f"{template}.html").render(known)
    subject, _, rest = text.lstrip().partition("\n")
    return Rendered(one_line(subject), rest.strip() + "\n", html)


def phrase(source: str, values: dict[str, Any], reader: formats.Reader) -> str:
    """One line from a template that is itself one line, such as a notice's sentence."""
    return one_line(_compiled(source).render({**values, "reader": reader}))


@lru_cache(maxsize=256)
def _compiled(source: str) -> Template:
    return _templates.from_string(source)


def one_line(text: str) -> str:
    """A header is one line: what could begin another, or hide something, becomes a space."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


@pass_context
def _when(context: Context, at: datetime) -> str:
    return formats.when(at, context["reader"])


@pass_context
def _day(context: Context, on: date) -> str:
    return formats.day(on, context["reader"])


@pass_context
def _money(context: Context, amount_minor: int, currency: str) -> str:
    return formats.money(amount_minor, currency, context["reader"])


# Not the pages' environment: its filters speak to whoever sent the request, not to the recipient.
_templates = Environment(
    loader=FileSystemLoader(_FOLDER),
    undefined=StrictUndefined,
    autoescape=select_autoescape(("html",), default_for_string=False),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_templates.filters.update(when=_when, day=_day, money=_money)
