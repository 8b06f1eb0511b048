"""Pages on which a client fetches what was delivered, and asks for what follows it."""

import json
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.actors import Actor
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.deliveries.building.models import Delivery
from marketplace.deliveries.describing.proof import Link
from marketplace.deliveries.taking import asking, policy, proving, queries, sending
from marketplace.deliveries.taking.errors import NotDelivered

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
        to_read=queries.to_read(session, found),
        takers=takers,
        names=queries.names_in(session, takers),
        may_take=policy.may_take(actor, found),
        may_read=policy.is_theirs(actor, found),
        server=settings().url,
    )


@blueprint.get("/<uuid:delivery_id>/files/<uuid:file_id>")
def file(delivery_id: UUID, file_id: UUID) -> ResponseReturnValue:
    url, _ = sending.link(delivery_id, file_id, actor=current_actor())
    return redirect(url)


@blueprint.get("/<uuid:delivery_id>/manifest.json")
def manifest(delivery_id: UUID) -> ResponseReturnValue:
    return sending.manifest(delivery_id, actor=current_actor())


@blueprint.get("/<uuid:delivery_id>/proof")
def proof(delivery_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.delivered(session, delivery_id, actor)
    if found.manifest_key is None:
        raise NotDelivered
    manifest = json.loads(sending.read_manifest(found.manifest_key))
    links = _links(found, actor)
    return render_template(
        "marketplace/deliveries/proof.html",
        proof=proving.prove(session, found, manifest, url_for("licences.page"), links),
    )


def _links(found: Delivery, actor: Actor) -> list[Link]:
    files = Link(
        label="The files",
        url=url_for("taking.files", delivery_id=found.id),
        says="Each with its hash; the evidence and its verifier are among them.",
    )
    ledger = Link(
        label="The rights ledger",
        url=url_for("ledger.page"),
        says="In which every consent, delivery, recall and answer stands, signed.",
    )
    if not policy.may_take(actor, found):
        return [files, ledger]
    manifest = Link(
        label="The manifest",
        url=url_for("taking.manifest", delivery_id=found.id),
        says="Every file and member by its hash, byte for byte as it was handed over.",
    )
    return [manifest, files, ledger]


@blueprint.post("/<uuid:delivery_id>/delta")
def ask_for_delta(delivery_id: UUID) -> ResponseReturnValue:
    delta = asking.ask_for_delta(delivery_id, actor=current_actor())
    flash("It is being built. You are told when it is ready.")
    return redirect(url_for("deliveries.show", delivery_id=delta))


@blueprint.get("/client")
def client() -> ResponseReturnValue:
    return sending.client()
