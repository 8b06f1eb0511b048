"""What the demo people's phones show now. Development only."""

from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from foundation.clock import now
from foundation.database import db
from foundation.errors import NotFound
from foundation.web import settings
from marketplace.accounts.demo_phones import making
from marketplace.accounts.factors import totp

blueprint = Blueprint("dev_codes", __name__)


@dataclass(frozen=True, slots=True)
class Screen:
    name: str
    email: str
    sees: str
    code: str


@blueprint.get("/dev/codes")
def page() -> ResponseReturnValue:
    if settings().production:
        raise NotFound
    at = now()
    screens = [
        Screen(each.name, each.email, each.sees, totp.code_at(making.secret_of(each.email), at))
        for each in making.with_phones(db.session())
    ]
    left = totp.STEP_SECONDS - int(at.timestamp()) % totp.STEP_SECONDS
    return render_template("dev/codes.html", screens=screens, seconds_left=left)
