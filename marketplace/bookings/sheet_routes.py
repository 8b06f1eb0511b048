"""What is needed on the day: the call sheet, as a page and as a document, and the sync clap."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from foundation.clock import now
from foundation.database import db
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.bookings import clapping, queries, sheet, showing
from marketplace.bookings.reading import put_on_record
from marketplace.bookings.showing import Shown

blueprint = Blueprint("sheets", __name__, url_prefix="/bookings")


@blueprint.get("/<uuid:booking_id>/sheet")
def page(booking_id: UUID) -> ResponseReturnValue:
    shown = _shown(booking_id)
    content = sheet.content_of(shown, reader())
    return render_template("marketplace/bookings/sheet.html", page=shown, sheet=content)


@blueprint.get("/<uuid:booking_id>/sheet.pdf")
def document(booking_id: UUID) -> ResponseReturnValue:
    made = sheet.document_of(_shown(booking_id), reader(), at=now())
    answer = Response(made, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="call-sheet.pdf"'
    return answer


@blueprint.get("/<uuid:booking_id>/clap")
def clap(booking_id: UUID) -> ResponseReturnValue:
    session = db.session()
    booking = queries.booking_for(session, booking_id, current_actor())
    return render_template(
        "marketplace/bookings/clap.html",
        booking=booking,
        last=clapping.last_clap(session, booking),
        ahead=int(clapping.AHEAD.total_seconds()),
    )


@blueprint.get("/<uuid:booking_id>/clap.json")
def when(booking_id: UUID) -> dict[str, Any]:
    """For the page's script: our clock now, and the next clap, in milliseconds."""
    session = db.session()
    booking = queries.booking_for(session, booking_id, current_actor())
    at = clapping.last_clap(session, booking)
    return {
        "now_ms": int(now().timestamp() * 1000),
        "clap_ms": int(at.timestamp() * 1000) if at else None,
    }


@blueprint.post("/<uuid:booking_id>/clap")
def begin_clap(booking_id: UUID) -> ResponseReturnValue:
    at = clapping.clap(booking_id, actor=current_actor())
    flash(f"All screens that show this page flash at {at.strftime('%H:%M:%S')} UTC.")
    return redirect(url_for("sheets.clap", booking_id=booking_id))


def _shown(booking_id: UUID) -> Shown:
    session, actor = db.session(), current_actor()
    queries.booking_for(session, booking_id, actor)
    places = queries.places_of(session, [booking_id]).get(booking_id, [])
    put_on_record([each.performer_id for each in places], actor=actor)
    return showing.shown(session, booking_id, actor)
