"""The data card as a page that opens without us, and as a PDF."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from foundation import pdf
from marketplace.deliveries.describing.bundle import Bundle, Described
from marketplace.deliveries.describing.card import card
from marketplace.deliveries.describing.rendering import filled

_TEMPLATE = Path(__file__).with_name("data_card.typ")


def data_card(bundle: Bundle) -> Iterator[Described]:
    found = card(bundle)
    page = filled("data-card.html", card=found)
    yield Described(path="data-card.html", media_type="text/html", body=page)
    # The page beside it has every letter: no delivery waits for one that cannot be printed.
    template, content = _TEMPLATE.read_bytes(), asdict(found)
    body = pdf.made_anyway(template, content, at=bundle.made_at, noted_in="subject")
    yield Described(path="data-card.pdf", media_type="application/pdf", body=body)
