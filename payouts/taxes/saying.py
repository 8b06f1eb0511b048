"""Taxes in words."""

from collections.abc import Sequence
from functools import cache

from babel import Locale

from payouts.taxes.models import Form, FormState

FORMS = {Form.W9: "Form W-9", Form.W8BEN: "Form W-8BEN"}
STATES = {
    FormState.ASKED: ("Asked for", "warn"),
    FormState.RECEIVED: ("Received at Stripe", "ok"),
    FormState.MISSING: ("Missing", "stop"),
}
_NO_COUNTRY = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))


@cache
def countries() -> Sequence[tuple[str, str]]:
    """Codes with names, by name."""
    named = Locale("en").territories
    known = [
        (code, name)
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    ]
    return sorted(known, key=lambda each: each[1])


def country(code: str) -> str:
    return dict(countries()).get(code, code)
