"""Keeps what was typed into a form while another page asks who is there.

It waits in the signed cookie: a form is small, belongs to this browser, and is gone with the
sign-in. Never for secrets: whoever sits at the browser can read the cookie.
"""

import json
from typing import Any

from flask import session as cookie

from foundation import fresh

_NAME = "typed"
_MOST_BYTES = 2_700
"""Browsers refuse a cookie of over 4,096 bytes; signing one adds a third and the sign-in itself."""


def keep_unless_fresh(person: fresh.Proven, form: str, values: dict[str, Any]) -> None:
    """Before `fresh.require`: the form is filled in when they come back from showing it."""
    if not fresh.is_fresh(person) and len(json.dumps(values)) <= _MOST_BYTES:
        cookie[_NAME] = {"form": form, "values": values}


def waiting(form: str) -> dict[str, Any]:
    """What was typed there, once. Another form's stays for that form."""
    kept = cookie.get(_NAME)
    if not kept or kept["form"] != form:
        return {}
    del cookie[_NAME]
    return dict(kept["values"])
