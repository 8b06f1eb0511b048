"""The page on which performers say when they are free."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy, week
from marketplace.profiles.availability import weeks_of
from marketplace.profiles.errors import DayIsOver, ListIsFull
from marketplace.profiles.hours import write_hours
from marketplace.profiles.queries import days_of
from marketplace.profiles.schemas import DAYS, DayForm, WeekForm

blueprint = Blueprint("availability", __name__, url_prefix="/profile/availability")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page(None, {"free": "false"}, {})


@blueprint.post("")
def save_week() -> ResponseReturnValue:
    try:
        form = WeekForm().load(request.form)
    except ValidationError as invalid:
        return _page(request.form, {}, invalid.messages_dict), 422
    hours = {weekday: form[day] for weekday, day in enumerate(DAYS)}
    week.save_week(hours, actor=current_actor())
    flash("Saved.")
    return redirect(url_for("availability.page"))


@blueprint.post("/days")
def except_day() -> ResponseReturnValue:
    try:
        form = DayForm().load(request.form)
        that = week.ThatDay(form["day"], form["free"], form["hours"])
        week.except_day(that, actor=current_actor())
    except ValidationError as invalid:
        return _page(None, request.form, invalid.messages_dict), 422
    except (DayIsOver, ListIsFull) as refused:
        return _page(None, request.form, {"day": str(refused)}), 422
    flash("Saved.")
    return redirect(url_for("availability.page"))


@blueprint.post("/days/<uuid:exception_id>/remove")
def remove_day(exception_id: UUID) -> ResponseReturnValue:
    week.remove_day(exception_id, actor=current_actor())
    flash("That day follows your week again.")
    return redirect(url_for("availability.page"))


def _page(typed: Any, values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_perform(actor))
    own = weeks_of(session, [actor.id])[actor.id]
    said = {day: write_hours(own.hours.get(n, ())) for n, day in enumerate(DAYS)}
    return render_template(
        "marketplace/profiles/availability.html",
        zone=own.zone,
        is_said=own.is_said,
        days=DAYS,
        exceptions=days_of(session, actor.id, now().date()),
        week=said if typed is None else typed,
        values=values,
        errors=errors,
    )
