"""Every shared piece of a page in every state, to look at and to test against. Development only."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from foundation import formats, shell
from foundation.charts import Series
from foundation.clock import now
from foundation.errors import NotFound
from foundation.web import settings

blueprint = Blueprint("kit", __name__)


@dataclass(frozen=True, slots=True)
class Row:
    on: date
    what: str
    reference: str
    amount_minor: int
    state: str
    tone: str


ROWS = (
    Row(date(2026, 11, 5), "October statement", "ST-2026-0042", 41620, "Paid", "ok"),
    Row(date(2026, 12, 5), "November statement", "ST-2026-0047", 57300, "Planned", "warn"),
    Row(date(2026, 11, 12), "Retake compensation", "ST-2026-0044", 3108, "On hold", "stop"),
)
MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
SERIES = (
    Series("Session fees", (187, 248, 101, 315, 292, 209, 0, 361, 405, 274, 224, 330)),
    Series("Royalties", (40, 52, 63, 72, 91, 122, 137, 152, 156, 187, 212, 243)),
)
ERRORS = {
    "email_bad": ["This address has no @ sign."],
    "kind_bad": ["Choose one."],
    "agree_bad": ["Please read and accept the terms, or leave this page."],
    "_form": ["These two times overlap."],
}
PERSON = shell.Person(
    name="A. Performer",
    role="performer",
    waiting=3,
    hats=(shell.Hat("Performer", "#", True), shell.Hat("Client owner, Example Lab", "#", False)),
)
LINKS = tuple(
    shell.Link(label, "#", "page" if label == "Gigs" else "")
    for label in ("Gigs", "Bookings", "Recordings", "Earnings", "Rights")
)


@blueprint.before_request
def only_in_development() -> None:
    if settings().production:
        raise NotFound


@blueprint.get("/dev/kit")
def page() -> ResponseReturnValue:
    return render_template(
        "dev/kit.html",
        shell=_shell(request.args.get("theme", "")),
        rows=ROWS,
        months=MONTHS,
        series=SERIES,
        errors=ERRORS,
        now=now(),
        soon=now() + timedelta(hours=50),
        today=now().date(),
        zones=(("Europe/Berlin", "Berlin"), ("Asia/Kolkata", "Kolkata")),
        currencies=("EUR", "JPY", "KWD"),
        in_pounds=lambda value: formats.money(value * 100, "GBP", shell.reader()),
        axis=lambda value: formats.short_money(value * 100, "GBP", shell.reader()),
    )


@blueprint.get("/dev/kit/confirm")
def confirm() -> ResponseReturnValue:
    return render_template("dev/confirm.html", shell=_shell(""))


def _shell(wanted_theme: str) -> shell.Shell:
    around = shell.build((), lambda: PERSON)
    return replace(
        around,
        nav=LINKS,
        account_links=(shell.Link("Security", "#", ""), shell.Link("Notices", "#", "")),
        theme=wanted_theme if wanted_theme in ("light", "dark") else around.theme,
    )
