"""Pages on which a client fetches what was delivered, and asks for what follows it."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.deliveries.taking import asking, policy, queries, sending

blueprint = Blueprint("taking", __name__, url_prefix="/deliveries")
AT_ONCE, TAKERS_SHOWN = 100, 50


@blueprint.get("/<uuid:delivery_id>/files")
def files(delivery_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.delivered(session, delivery_id, actor)
    takers = queries.takers(session, found.id, TAKERS_SHOWN)
    return render_template(
        "marketplace/deliveries/taking/files.html",
        whole=queries.whole(session, found),
        files=queries.files(session, found, after=request.args.get("after") or None, limit=AT_ONCE),
        takers=takers,
        names=queries.names_in(session, takers),
        may_take=policy.may_take(actor, found),
        server=settings().url,
    )


@blueprint.get("/<uuid:delivery_id>/files/<uuid:file_id>")
def file(delivery_id: UUID, file_id: UUID) -> ResponseReturnValue:
    url, _ = sending.link(delivery_id, file_id, actor=current_actor())
    return redirect(url)


@blueprint.get("/<uuid:delivery_id>/manifest.json")
def manifest(delivery_id: UUID) -> ResponseReturnValue:
    return sending.manifest(delivery_id, actor=current_actor())


@blueprint.post("/<uuid:delivery_id>/delta")
def ask_for_delta(delivery_id: UUID) -> ResponseReturnValue:
    delta = asking.ask_for_delta(delivery_id, actor=current_actor())
    flash("It is being built. You are told when it is ready.")
    return redirect(f"/deliveries/{delta}")


@blueprint.get("/client")
def client() -> ResponseReturnValue:
    return sending.client()
