"""Light or dark: the system's choice, unless the reader made one."""

from urllib.parse import urlsplit

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

_COOKIE = "theme"
_CHOICES = ("light", "dark")
_A_YEAR = 365 * 86_400

blueprint = Blueprint("theme", __name__)


@blueprint.post("/theme")
def choose() -> ResponseReturnValue:
    response = redirect(local_path(request.form.get("back", "")), 303)
    wanted = request.form.get("theme")
    if wanted in _CHOICES:
        response.set_cookie(
            _COOKIE,
            wanted,
            max_age=_A_YEAR,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(_COOKIE)
    return response


def chosen() -> str:
    wanted = request.cookies.get(_COOKIE, "")
    return wanted if wanted in _CHOICES else ""


def local_path(wanted: str) -> str:
    """Only ever a path on this site: browsers read //host and /\\host as another one."""
    parts = urlsplit(wanted)
    stays = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    if not stays or parts.netloc or any(ord(letter) < 33 for letter in wanted):
        return "/"
    return wanted
