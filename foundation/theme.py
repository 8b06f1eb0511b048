"""Light or dark: the system's choice, unless the reader made one."""

from flask import Blueprint, current_app, redirect, request
from flask.typing import ResponseReturnValue

_CHOICES = ("light", "dark")
_A_YEAR = 365 * 86_400

blueprint = Blueprint("theme", __name__)


@blueprint.post("/theme")
def choose() -> ResponseReturnValue:
    response = redirect(local_path(request.form.get("back", "")), 303)
    wanted = request.form.get("theme")
    if wanted in _CHOICES:
        response.set_cookie(
            _cookie(),
            wanted,
            max_age=_A_YEAR,
            secure=_over_https(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(_cookie(), secure=_over_https(), httponly=True, samesite="Lax")
    return response


def chosen() -> str:
    wanted = request.cookies.get(_cookie(), "")
    return wanted if wanted in _CHOICES else ""


def _cookie() -> str:
    """By its prefix a browser refuses it from anywhere but this very host, by HTTPS."""
    return "__Host-theme" if _over_https() else "theme"


def _over_https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def local_path(wanted: str) -> str:
    """Only ever a path on this site: browsers read //host and /\\host as another one."""
    stays = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    if not stays or any(ord(letter) < 33 for letter in wanted):
        return "/"
    return wanted
