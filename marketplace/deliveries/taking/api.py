"""Deliveries for the client's machines: how one stands, its manifest, its files, a delta."""

from typing import Any
from uuid import UUID

from flask import Response, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from foundation import api, problems
from foundation.database import db
from foundation.web import current_actor
from marketplace.deliveries.building.queries import followed_by
from marketplace.deliveries.taking import asking, queries, sending
from marketplace.deliveries.taking.errors import FileShut
from marketplace.deliveries.taking.schemas import (
    DeliveredFileSchema,
    DeliveryStandingSchema,
    FileLinkSchema,
    FileShutSchema,
)

TAKE = api.Scope("deliveries:take", "Fetch what was delivered to your organisation, on record")
ASK = api.Scope("deliveries:delta", "Ask for a delivery without what was recalled")
SCOPES = (TAKE, ASK)

blueprint = api.ApiBlueprint(
    "api_taking",
    __name__,
    url_prefix="/api/v1/deliveries/<uuid:delivery_id>",
    description="Fetching what was delivered",
)


@blueprint.route("/standing")
class Standings(MethodView):
    @blueprint.scope(TAKE.name)
    @blueprint.response(200, DeliveryStandingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, delivery_id: UUID) -> dict[str, Any]:
        """How a delivery stands: its hash, what of it may not be used, what follows it"""
        return _standing(delivery_id)


@blueprint.route("/manifest")
class Manifests(MethodView):
    @blueprint.scope(TAKE.name)
    @blueprint.sends("application/json")
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def get(self, delivery_id: UUID) -> Response:
        """The manifest, byte for byte as its hash stands in the rights ledger

        Fetch it first: it says the hash of every file and of every member of a shard.
        """
        return sending.manifest(delivery_id, actor=current_actor())


@blueprint.route("/files")
class Files(MethodView):
    @blueprint.scope(TAKE.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(DeliveredFileSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def get(self, asked: dict[str, Any], delivery_id: UUID) -> dict[str, Any]:
        """The files of a delivery by path, each with whether it may be fetched now"""
        session = db.session()
        found = queries.delivered(session, delivery_id, current_actor())
        page = queries.files(session, found, **asked)
        return {"items": [_file(each) for each in page.items], "next": page.next}


@blueprint.route("/files/<uuid:file_id>/link")
class Links(MethodView):
    @blueprint.scope(TAKE.name)
    @blueprint.response(200, FileLinkSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(
        409,
        schema=FileShutSchema,
        content_type=problems.MEDIA_TYPE,
        description="It may not be used any more, or is not there yet.",
    )
    def get(self, delivery_id: UUID, file_id: UUID) -> ResponseReturnValue:
        """A link to one file, good for a minute

        Decided anew each time and on record: whoever performs in it sees that it was fetched.
        """
        try:
            url, expires_at = sending.link(delivery_id, file_id, actor=current_actor())
        except FileShut as shut:
            return _shut(shut)
        return {"url": url, "expires_at": expires_at}


@blueprint.route("/delta")
class Deltas(MethodView):
    @blueprint.scope(ASK.name)
    @blueprint.response(201, DeliveryStandingSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    @blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
    def post(self, delivery_id: UUID) -> dict[str, Any]:
        """Ask for a delivery that follows this one, without what may not be used any more"""
        return _standing(asking.ask_for_delta(delivery_id, actor=current_actor()))


def _standing(delivery_id: UUID) -> dict[str, Any]:
    session = db.session()
    whole = queries.whole(session, queries.delivery(session, delivery_id, current_actor()))
    return {
        "id": whole.delivery.id,
        "reference": whole.delivery.reference,
        "state": whole.delivery.state.value,
        "manifest": whole.delivery.manifest,
        "delivered_at": whole.delivery.delivered_at,
        "follows_id": whole.delivery.follows_id,
        "followed_by_id": whole.followed_by.id if whole.followed_by else None,
        "files": whole.files,
        "bytes": whole.size_bytes,
        "unavailable": whole.shut,
        "ended": whole.ended,
        "withheld": whole.withheld,
    }


def _file(listed: queries.Listed) -> dict[str, Any]:
    file = listed.file
    return {
        "id": file.id,
        "path": file.path,
        "kind": file.kind.value,
        "sha256": file.sha256,
        "bytes": file.size_bytes,
        "media_type": file.media_type,
        "available": listed.available,
        "why_not": listed.why_not,
    }


def _shut(shut: FileShut) -> Response:
    session = db.session()
    session.rollback()
    follows = followed_by(session, shut.delivery_id)
    ask = url_for("api_taking.Deltas", delivery_id=shut.delivery_id)
    delta = {"ask": ask, "delivery": str(follows.id) if follows else None}
    return problems.problem(409, str(shut), delta=delta)
