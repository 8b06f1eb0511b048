"""A page, as it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from foundation.money import decimals_of

# Answers to a form lead back to whoever sent the person here, so forms may end anywhere.
POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self' http: https:;"
    " base-uri 'none'; frame-ancestors 'none'"
)
_HUNDREDTHS = ("isk", "ugx")
"""Currencies that Stripe counts in hundredths, though nobody else has them."""
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    body: str = ""
    content_type: str = "text/html; charset=utf-8"
    location: str = ""
    policy: str = POLICY


Form = dict[str, str]
Answer = Callable[[str, Form], Page]


def shown(name: str, status: int = 200, **given: object) -> Page:
    return Page(status, _PAGES.get_template(name).render(given))


def away(address: str) -> Page:
    """To where the person came from."""
    return Page(303, location=address)


def said(title: str, sentence: str, status: int = 404) -> Page:
    return shown("said.html", status, title=title, sentence=sentence)


def money(amount: int, currency: str) -> str:
    places = 2 if currency in _HUNDREDTHS else decimals_of(currency.upper())
    whole, rest = divmod(abs(amount), 10**places)
    text = f"{whole:,}" + (f".{rest:0{places}d}" if places else "")
    return f"{'-' if amount < 0 else ''}{text} {currency.upper()}"


_PAGES = Environment(
    loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_PAGES.filters["money"] = money
