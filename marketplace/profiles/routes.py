"""A performer's own pages: the profile, what is sealed, how others see it, whom they avoid."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.actors import Actor
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import actions, policy, profile_form, queries, sealed, showing
from marketplace.profiles.errors import ListIsFull, NotYourself
from marketplace.profiles.schemas import BlockForm, ProfileForm, SealedForm
from marketplace.profiles.strength import strength_of
from marketplace.profiles.words import SealedKind

blueprint = Blueprint("profile", __name__, url_prefix="/profile")
_LISTS = ("emotions", "styles", "equipment")


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), _performer()
    profile = queries.profile_of(session, [actor.id])[actor.id]
    points = strength_of(session, actor.id)
    return render_template(
        "marketplace/profiles/page.html",
        profile=profile,
        lines=showing.lines(profile),
        missing=[each for each in points if not each.there],
        there=sum(each.there for each in points),
        points=len(points),
    )


@blueprint.get("/edit")
def edit() -> ResponseReturnValue:
    session, actor = db.session(), _performer()
    profile = queries.profile_of(session, [actor.id])[actor.id]
    seen = queries.version_of(session, actor.id)
    return _edit({**profile_form.values_of(profile), "seen": seen}, {})


@blueprint.post("/edit")
def save_profile() -> ResponseReturnValue:
    sent = {**request.form.to_dict(), **{name: request.form.getlist(name) for name in _LISTS}}
    try:
        form = ProfileForm().load(sent)
    except ValidationError as invalid:
        return _edit(sent, invalid.messages_dict), 422
    saying, content = profile_form.saying_from(form), profile_form.content_from(form)
    actions.save_profile(saying, content, form["seen"], actor=current_actor())
    flash("Saved.")
    return redirect(url_for("profile.page"))


@blueprint.get("/preview")
def preview() -> ResponseReturnValue:
    session, actor = db.session(), _performer()
    profile = queries.profile_of(session, [actor.id])[actor.id]
    return render_template(
        "marketplace/profiles/preview.html", profile=profile, lines=showing.lines(profile)
    )


@blueprint.get("/sealed")
def sealed_words() -> ResponseReturnValue:
    session, actor = db.session(), _performer()
    kept = {kind.value: sealed.read(session, actor.id, kind) for kind in SealedKind}
    return render_template("marketplace/profiles/sealed.html", values=kept, errors={})


@blueprint.post("/sealed")
def seal_words() -> ResponseReturnValue:
    try:
        form = SealedForm().load(request.form)
    except ValidationError as invalid:
        page = "marketplace/profiles/sealed.html"
        return render_template(page, values=request.form, errors=invalid.messages_dict), 422
    actions.seal_words(
        legal_name=form["legal_name"].strip(), union=form["union"].strip(), actor=current_actor()
    )
    flash("Sealed.")
    return redirect(url_for("profile.sealed_words"))


@blueprint.get("/partners")
def partners() -> ResponseReturnValue:
    return _partners({}, {})


@blueprint.post("/partners")
def block_partner() -> ResponseReturnValue:
    try:
        form = BlockForm().load(request.form)
        actions.block_partner(" ".join(form["name"].split()), actor=current_actor())
    except ValidationError as invalid:
        return _partners(request.form, invalid.messages_dict), 422
    except (ListIsFull, NotYourself) as refused:
        return _partners(request.form, {"name": str(refused)}), 422
    flash("On your list. Nobody else sees it.")
    return redirect(url_for("profile.partners"))


@blueprint.post("/partners/<uuid:block_id>/remove")
def unblock_partner(block_id: UUID) -> ResponseReturnValue:
    actions.unblock_partner(block_id, actor=current_actor())
    flash("Removed from your list.")
    return redirect(url_for("profile.partners"))


def _performer() -> Actor:
    actor = current_actor()
    actor.require(policy.may_perform(actor))
    return actor


def _edit(values: Any, errors: Any) -> str:
    return render_template(
        "marketplace/profiles/edit.html", choices=profile_form, values=values, errors=errors
    )


def _partners(values: Any, errors: Any) -> str:
    blocks = queries.blocks_of(db.session(), _performer().id)
    return render_template(
        "marketplace/profiles/partners.html", blocks=blocks, values=values, errors=errors
    )
