"""A booking's takes, one's own, one take, and what performers do to it."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.uploads.errors import UploadNotFound, UploadTaken, UploadUnfinished
from foundation.web import current_actor, settings
from marketplace.accounts.roles import Role
from marketplace.bookings.reading import put_on_record
from marketplace.takes.arriving import beginning, saying, sending, showing, stopping
from marketplace.takes.arriving.errors import NoFile
from marketplace.takes.arriving.files import UNFIT, upload_form_file
from marketplace.takes.errors import NothingSigned, SameFileAgain, TrackIsThere

blueprint = Blueprint("takes", __name__)

_AT_THE_FIELD = (
    *UNFIT,
    NoFile,
    NothingSigned,
    SameFileAgain,
    UploadNotFound,
    UploadTaken,
    UploadUnfinished,
)


@blueprint.get("/takes")
def page() -> ResponseReturnValue:
    actor = current_actor()
    takes = showing.own_takes(db.session(), actor)
    return render_template(
        "marketplace/takes/list.html",
        waiting=[each for each in takes if each.may_send],
        others=[each for each in takes if not each.may_send],
        plays=actor.role == Role.PERFORMER,
        saying=saying,
    )


@blueprint.get("/bookings/<uuid:booking_id>/takes")
def of_booking(booking_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = showing.of_booking(db.session(), booking_id, actor)
    put_on_record(found.performers, actor=actor)
    plays = actor.role == Role.PERFORMER
    return render_template("marketplace/takes/booking.html", page=found, plays=plays, saying=saying)


@blueprint.post("/bookings/<uuid:booking_id>/takes")
def begin(booking_id: UUID) -> ResponseReturnValue:
    take_id = beginning.begin_take(booking_id, actor=current_actor())
    flash("The take began. Send your track when you have played.")
    return redirect(url_for(".take", take_id=take_id))


@blueprint.get("/takes/<uuid:take_id>")
def take(take_id: UUID) -> ResponseReturnValue:
    return _page(take_id, {})


@blueprint.post("/takes/<uuid:take_id>/track")
def send(take_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        sending.receive_track(take_id, _upload(take_id), actor=actor, settings=settings())
    except _AT_THE_FIELD as refused:
        db.session.rollback()
        return _page(take_id, {"track": str(refused)}), 422
    except TrackIsThere:
        flash("Your track is here already.")
        return redirect(url_for(".take", take_id=take_id))
    flash("Your track is here. The machine looks at it now, and you are told what it finds.")
    return redirect(url_for(".take", take_id=take_id))


@blueprint.post("/takes/<uuid:take_id>/stop")
def stop(take_id: UUID) -> ResponseReturnValue:
    stopping.stop_take(take_id, actor=current_actor())
    return redirect(url_for(".take", take_id=take_id))


@blueprint.post("/takes/<uuid:take_id>/call-off")
def call_off(take_id: UUID) -> ResponseReturnValue:
    beginning.call_off_take(take_id, actor=current_actor())
    flash("The take is called off. Nothing of it was kept.")
    return redirect(url_for(".take", take_id=take_id))


def _upload(take_id: UUID) -> UUID:
    """What was sent before by script, or comes in this very form."""
    actor, said = current_actor(), request.form.get("upload_id", "")
    if said:
        try:
            return UUID(said)
        except ValueError:
            raise UploadNotFound from None
    sending.refuse_stranger(take_id, actor)
    file = request.files.get("track")
    if file is None or not file.filename:
        raise NoFile
    return upload_form_file(file, actor=actor, settings=settings())


def _page(take_id: UUID, errors: Mapping[str, str]) -> str:
    actor = current_actor()
    found = showing.shown(db.session(), take_id, actor)
    put_on_record(found.names, actor=actor)
    return render_template(
        "marketplace/takes/page.html",
        page=found,
        listed=found.listed,
        take=found.listed.take,
        errors=errors,
        saying=saying,
    )
