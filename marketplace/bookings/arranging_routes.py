"""Pages of those who arrange bookings: what is booked for a gig, and finding a time."""

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from foundation.database import db
from foundation.errors import DomainError, NotFound
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.accounts.zones import CHOICES
from marketplace.bookings import options, policy, proposing, queries, saying
from marketplace.bookings.proposing import Asked
from marketplace.bookings.reading import put_on_record
from marketplace.bookings.schemas import FindForm, ProposeForm
from marketplace.bookings.times import instant
from marketplace.gigs.models import Gig

blueprint = Blueprint("arranging", __name__, url_prefix="/bookings")
OTHER = "other"


@blueprint.get("/gigs/<uuid:gig_id>")
def gig(gig_id: UUID) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    queries.gig_followed(session, gig_id, actor)
    put_on_record([each.performer_id for each in _engaged(gig_id)], actor=actor)
    found = queries.gig_followed(session, gig_id, actor)
    listed = queries.of_gig(session, gig_id)
    content = options.content_of(session, found)
    return render_template(
        "marketplace/bookings/gig.html",
        gig=found,
        wanted=content.window.bookings,
        minutes=content.window.minutes,
        people=options.fill(session, found, listed),
        bookings=listed,
        may_arrange=policy.may_arrange(actor, found.client_id),
        own_id=actor.id,
        saying=saying,
    )


@blueprint.get("/gigs/<uuid:gig_id>/find")
def find(gig_id: UUID) -> ResponseReturnValue:
    queries.gig_for(db.session(), gig_id, current_actor())
    return _find(gig_id, request.args, {})


@blueprint.post("/gigs/<uuid:gig_id>/find")
def propose(gig_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    queries.gig_for(db.session(), gig_id, actor)
    try:
        form = ProposeForm().load(_read(request.form))
        booking_id = proposing.propose_booking(
            gig_id, form["engagement"], _asked(form), actor=actor
        )
    except ValidationError as invalid:
        return _find(gig_id, request.form, invalid.messages_dict)
    except NotFound:
        raise
    except DomainError as refused:
        db.session.rollback()
        return _find(gig_id, request.form, {"call": str(refused)})
    flash("They are asked. You are told what each of them says.")
    return redirect(url_for("bookings.booking", booking_id=booking_id))


def _asked(form: dict[str, Any]) -> Asked:
    return Asked(
        starts_at=_call(form), minutes=form["minutes"], zone=form["zone"], room=form["room"]
    )


def _call(form: dict[str, Any]) -> datetime:
    """One that was found, or what was written beside a zone."""
    try:
        if form["call"] != OTHER:
            return datetime.fromisoformat(form["call"]).astimezone(UTC)
        wall = datetime.fromisoformat(form["wall"]).replace(tzinfo=None)
    except (ValueError, OverflowError):
        field = "wall" if form["call"] == OTHER else "call"
        raise ValidationError({field: ["Write a day and a time."]}) from None
    if not 2020 <= wall.year <= 2100:
        raise ValidationError({"wall": ["Write a day and a time."]})
    return instant(wall, form["zone"], form["which"])


def _find(gig_id: UUID, given: MultiDict[str, str], errors: Mapping[str, Any]) -> tuple[str, int]:
    put_on_record([each.performer_id for each in _engaged(gig_id)], actor=current_actor())
    session = db.session()
    found = queries.gig_for(session, gig_id, current_actor())
    values = {**options.first_values(session, found, reader().zone), **_typed(given)}
    try:
        search = FindForm().load({**values, "engagement": _chosen(given, gig_id)})
        times = _times(found, search)
    except ValidationError as invalid:
        times, errors = [], {**invalid.messages_dict, **errors}
    page = render_template(
        "marketplace/bookings/find.html",
        gig=found,
        people=options.choices(session, found),
        chosen=_chosen(given, gig_id),
        found=times,
        zones=CHOICES,
        values=values,
        errors=errors,
    )
    return page, 422 if errors else 200


def _times(found: Gig, search: dict[str, Any]) -> list[tuple[str, str, str]]:
    zone = ZoneInfo(reader().zone)
    first, last = search["first"], search["last"]
    if not first <= last <= first + timedelta(days=31):
        raise ValidationError({"last": ["Choose a day at most 31 days after the first."]})
    starts = datetime.combine(first, time(), tzinfo=zone)
    ends = datetime.combine(last + timedelta(days=1), time(), tzinfo=zone)
    return options.found(
        db.session(),
        queries.performers_of(db.session(), found.id, search["engagement"]),
        search["minutes"],
        (starts, ends),
        reader(),
    )


def _engaged(gig_id: UUID) -> list[Any]:
    return queries.engagements(db.session(), gig_id)


def _chosen(given: MultiDict[str, str], gig_id: UUID) -> list[str]:
    """Everybody, until somebody is left out."""
    asked = given.getlist("engagement")
    return asked or [str(each.id) for each in _engaged(gig_id)]


def _typed(given: MultiDict[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name != "engagement"}


def _read(given: MultiDict[str, str]) -> dict[str, Any]:
    return {**_typed(given), "engagement": given.getlist("engagement")}
