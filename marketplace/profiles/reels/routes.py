"""A performer's own page of reels."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy
from marketplace.profiles.reels import actions, arriving, queries, sending
from marketplace.profiles.reels.errors import ReelsAreFull, UnfitReel
from marketplace.profiles.reels.queries import Shown

blueprint = Blueprint("reels", __name__, url_prefix="/profile/reels")


class TitleForm(Schema):
    class Meta:
        unknown = EXCLUDE

    title = fields.String(
        required=True,
        validate=[
            validate.Length(max=80, error="Use at most 80 characters."),
            validate.Regexp(r"[^\r\n]*\S[^\r\n]*\Z", error="Write a title."),
        ],
        error_messages={"required": "Write a title."},
    )


class ReelForm(TitleForm):
    upload_id = fields.UUID(load_default=None, error_messages={"invalid_uuid": "Send it again."})


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def add_reel() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_perform(actor))
    typed = {name: value for name, value in request.form.items() if value}
    try:
        form = ReelForm().load(typed)
        actions.add_reel(form["title"].strip(), _sent(form), actor=actor)
    except ValidationError as invalid:
        return _page(typed, invalid.messages_dict), 422
    except (*arriving.UNFIT, ReelsAreFull) as refused:
        return _page(typed, {"file": str(refused)}), 422
    flash("Added. We look whether it plays; then those who may see your profile see it.")
    return redirect(url_for("reels.page"))


@blueprint.post("/<uuid:reel_id>/title")
def name_reel(reel_id: UUID) -> ResponseReturnValue:
    try:
        form = TitleForm().load(request.form)
    except ValidationError as invalid:
        return _page({}, {"_form": invalid.messages_dict["title"]}), 422
    actions.name_reel(reel_id, form["title"].strip(), actor=current_actor())
    return redirect(url_for("reels.page"))


@blueprint.post("/<uuid:reel_id>/first")
def put_first(reel_id: UUID) -> ResponseReturnValue:
    actions.put_first(reel_id, actor=current_actor())
    return redirect(url_for("reels.page"))


@blueprint.post("/<uuid:reel_id>/remove")
def remove_reel(reel_id: UUID) -> ResponseReturnValue:
    actions.remove_reel(reel_id, actor=current_actor())
    flash("Removed. Nobody sees it any more; its bytes are deleted within minutes.")
    return redirect(url_for("reels.page"))


@blueprint.get("/<uuid:reel_id>/play")
def play(reel_id: UUID) -> ResponseReturnValue:
    return sending.send_reel(_own(reel_id))


@blueprint.get("/<uuid:reel_id>/poster")
def poster(reel_id: UUID) -> ResponseReturnValue:
    return sending.send_poster(_own(reel_id))


def _own(reel_id: UUID) -> Shown:
    return queries.reel_of(db.session(), current_actor().id, reel_id, own=True)


def _sent(form: dict[str, Any]) -> arriving.NewFile:
    if form["upload_id"] is not None:
        return arriving.keep_upload(form["upload_id"], actor=current_actor())
    file = request.files.get("file")
    if file is None or not file.filename:
        raise UnfitReel("Choose a file.")
    return arriving.keep_file(file)


def _page(values: Any, errors: Any) -> str:
    actor = current_actor()
    actor.require(policy.may_perform(actor))
    return render_template(
        "marketplace/profiles/reels.html",
        reels=queries.own_reels(db.session(), actor.id),
        most=actions.MOST_REELS,
        values=values,
        errors=errors,
    )
