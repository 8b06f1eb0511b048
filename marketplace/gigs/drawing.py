"""A card as it is drawn, remembered by all that it says: lists show the same ones again."""

from functools import lru_cache
from typing import Any

from flask import current_app
from markupsafe import Markup

from foundation import formats
from foundation.formats import Reader
from marketplace.gigs import choices
from marketplace.gigs.cards import Card
from marketplace.gigs.schemas import MANY

_REMEMBERED = 4096


def form(asked: dict[str, Any], errors: Any) -> Markup:
    return _form(asked, errors) if asked or errors else _empty_form()


@lru_cache(maxsize=1)
def _empty_form() -> Markup:
    """What everybody sees who has not searched yet: half of the page's work."""
    return _form({}, {})


def _form(asked: dict[str, Any], errors: Any) -> Markup:
    template = current_app.jinja_env.get_template("marketplace/gigs/_form.html")
    drawn = template.render(
        values=asked,
        chosen={name: asked.get(name, ()) for name in MANY},
        narrowed=sorted(set(asked) - {"q", "sort"}),
        errors=errors,
        choices=choices,
        languages=choices.languages(asked.get("language", "")),
    )
    return Markup(drawn)  # noqa: S704 - The template has escaped it.


@lru_cache(maxsize=_REMEMBERED)
def drawn(card: Card, reader: Reader) -> Markup:
    """For a reader of this zone and language; what is said to one person alone stands beside it."""
    template = current_app.jinja_env.get_template("marketplace/gigs/_drawn.html")
    # The template has escaped it.
    return Markup(template.render(card=card, language=formats.language(card.language)))  # noqa: S704
