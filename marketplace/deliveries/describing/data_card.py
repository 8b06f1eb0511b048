"""The data card as a page that opens without us, and as a PDF."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from foundation import pdf
from foundation.pdf import CannotBePrinted
from marketplace.deliveries.describing.bundle import Bundle, Described
from marketplace.deliveries.describing.card import card
from marketplace.deliveries.describing.rendering import filled

_TEMPLATE = Path(__file__).with_name("data_card.typ")
_MOST_LETTERS = 20
"""Different ones, of which no font of ours has a picture."""


def data_card(bundle: Bundle) -> Iterator[Described]:
    found = card(bundle)
    page = filled("data-card.html", card=found)
    yield Described(path="data-card.html", media_type="text/html", body=page)
    body = _document(asdict(found), bundle)
    yield Described(path="data-card.pdf", media_type="application/pdf", body=body)


def _document(content: Any, bundle: Bundle) -> bytes:
    """The page beside it has every letter: no delivery waits for one that cannot be printed."""
    template = _TEMPLATE.read_bytes()
    for _ in range(_MOST_LETTERS):
        try:
            return pdf.made(template, content, at=bundle.made_at)
        except CannotBePrinted as why:
            content = _without(content, why.text)
    return pdf.made(template, content, at=bundle.made_at)


def _without(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {name: _without(each, text) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_without(each, text) for each in value]
    return value.replace(text, "?") if text else value
