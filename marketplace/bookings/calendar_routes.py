"""The calendar address: its page, and what calendar programs read there without a cookie."""

import hashlib

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.accounts.roles import Role
from marketplace.bookings import feeds, policy

blueprint = Blueprint("calendars", __name__)


@blueprint.get("/bookings/calendar")
def page() -> ResponseReturnValue:
    return _page("")


@blueprint.post("/bookings/calendar")
def make_link() -> ResponseReturnValue:
    """Answers with the page itself: the address is shown once, and kept in no cookie."""
    secret = feeds.make_link(actor=current_actor())
    return _page(settings().url + url_for("calendars.feed", secret=secret))


@blueprint.post("/bookings/calendar/end")
def end_link() -> ResponseReturnValue:
    feeds.end_link(actor=current_actor())
    flash("The address is ended. Calendars that read it show nothing new any more.")
    return redirect(url_for("calendars.page"))


@blueprint.get("/calendar/<secret>.ics")
def feed(secret: str) -> ResponseReturnValue:
    site = settings().url
    said = feeds.read_feed(db.session(), secret, site).encode()
    answer = Response(said, content_type="text/calendar; charset=utf-8")
    answer.set_etag(hashlib.sha256(said).hexdigest())
    # May be kept, by this program alone, and is asked for again each time.
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["Content-Disposition"] = 'inline; filename="bookings.ics"'
    return answer.make_conditional(request)


def _page(address: str) -> str:
    actor = current_actor()
    actor.require(policy.may_keep_calendar(actor))
    return render_template(
        "marketplace/bookings/calendar.html",
        link=feeds.link_of(db.session(), actor),
        plays=actor.role == Role.PERFORMER,
        address=address,
    )
