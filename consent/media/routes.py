"""Pages on which a recording is opened, and on which one sees who did and what is kept."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.media import actions, policy, queries, viewing
from consent.media.errors import DestructionBegan, HoldTooLong, ReasonMissing
from consent.media.living import performers_of
from consent.media.schemas import HoldForm, OpenForm
from consent.media.sending import send
from foundation import hooks
from foundation.database import db, transaction
from foundation.web import current_actor

blueprint = Blueprint("media", __name__)


@blueprint.get("/recordings/<uuid:recording_id>/open")
def page(recording_id: UUID) -> ResponseReturnValue:
    return _page(recording_id, {}, {})


@blueprint.post("/recordings/<uuid:recording_id>/open")
def open_recording(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = OpenForm().load(request.form)
        opened = viewing.open_recording(recording_id, form["reason"], actor=current_actor())
    except ValidationError as invalid:
        return _page(recording_id, request.form, invalid.messages_dict), 422
    except ReasonMissing as refused:
        return _page(recording_id, request.form, {"reason": str(refused)}), 422
    return redirect(url_for("media.player", recording_id=recording_id, viewing_id=opened))


@blueprint.get("/recordings/<uuid:recording_id>/viewings/<uuid:viewing_id>")
def player(recording_id: UUID, viewing_id: UUID) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    found = viewing.viewing_of(session, recording_id, viewing_id, actor)
    return render_template(
        "consent/media/player.html",
        viewing=found,
        ends_at=found.opened_at + viewing.LASTS,
        because=queries.because(found),
        file=viewing.file_for(session, recording_id, actor),
        is_own=policy.performs_in(actor, performers_of(session, recording_id)),
    )


@blueprint.get("/recordings/<uuid:recording_id>/viewings/<uuid:viewing_id>/bytes")
def read_bytes(recording_id: UUID, viewing_id: UUID) -> ResponseReturnValue:
    return send(recording_id, viewing_id, actor=current_actor())


@blueprint.get("/recordings/<uuid:recording_id>/viewings")
def viewings(recording_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    with transaction() as session:
        seen = queries.viewings_as(session, recording_id, actor)
        taken = queries.taken_home(session, recording_id)
        people = {each.reader_id for each in seen} | {each.by for each in taken}
        names = hooks.names(session, people | {each.on_behalf_of for each in taken})
        called = hooks.references(session, [recording_id])
        is_own = policy.performs_in(actor, performers_of(session, recording_id))
    return render_template(
        "consent/media/viewings.html",
        recording_id=recording_id,
        is_own=is_own,
        seen=seen,
        taken=taken,
        names=names,
        title=called.get(recording_id, "The recording"),
    )


@blueprint.get("/recordings/<uuid:recording_id>/keeping")
def keeping(recording_id: UUID) -> ResponseReturnValue:
    return _keeping(recording_id, {}, {})


@blueprint.post("/recordings/<uuid:recording_id>/holds")
def place_hold(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = HoldForm().load(request.form)
        actions.place_hold(
            recording_id,
            name=form["name"].strip(),
            reason=form["reason"].strip(),
            until=form["until"],
            actor=current_actor(),
        )
    except ValidationError as invalid:
        return _keeping(recording_id, request.form, invalid.messages_dict), 422
    except (HoldTooLong, DestructionBegan) as refused:
        return _keeping(recording_id, request.form, {"until": str(refused)}), 422
    flash("The hold is placed, and its performers were told.")
    return redirect(url_for("media.keeping", recording_id=recording_id))


@blueprint.get("/holds/<uuid:hold_id>/lift")
def confirm_lifting(hold_id: UUID) -> ResponseReturnValue:
    hold = queries.hold(db.session(), hold_id, current_actor())
    return render_template("consent/media/lift.html", hold=hold)


@blueprint.post("/holds/<uuid:hold_id>/lift")
def lift_hold(hold_id: UUID) -> ResponseReturnValue:
    recording = actions.lift_hold(hold_id, actor=current_actor())
    flash("The hold is lifted, and its performers were told.")
    return redirect(url_for("media.keeping", recording_id=recording))


def _page(recording_id: UUID, values: Any, errors: Any) -> str:
    actor, session = current_actor(), db.session()
    file = viewing.file_for(session, recording_id, actor)
    return render_template(
        "consent/media/page.html",
        recording_id=recording_id,
        file=file,
        is_own=policy.performs_in(actor, performers_of(session, recording_id)),
        reasons=queries.REASONS,
        values=values,
        errors=errors,
    )


def _keeping(recording_id: UUID, values: Any, errors: Any) -> str:
    actor = current_actor()
    with transaction() as session:
        kept = queries.kept_as(session, recording_id, actor)
    return render_template(
        "consent/media/keeping.html",
        recording_id=recording_id,
        kept=kept,
        may_hold=policy.may_hold(actor),
        values=values,
        errors=errors,
    )
