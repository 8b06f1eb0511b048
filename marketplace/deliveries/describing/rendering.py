"""Fills in the texts that stand in `texts/`: what somebody wrote is never taken for markup."""

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from foundation import formats

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")


def plain(value: object) -> str:
    """On one line, and with no sign that Markdown would take for its own."""
    return _MARKUP.sub(r"\\\1", " ".join(str(value).split()))


def filled(name: str, **given: object) -> bytes:
    return _TEXTS.get_template(name).render(given).encode()


_TEXTS = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("texts")),
    autoescape=select_autoescape(("html",)),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEXTS.filters |= {"plain": plain, "day": formats.day, "size": formats.size}
