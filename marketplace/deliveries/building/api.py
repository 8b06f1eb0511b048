"""Deliveries for programs: ask for one, see how far it is, call it off."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.web import current_actor
from marketplace.deliveries.building import actions, queries
from marketplace.deliveries.building.api_schemas import (
    DatasetDeliverySchema,
    NewDatasetDeliverySchema,
    WholeDatasetDeliverySchema,
)
from marketplace.deliveries.building.queries import Listed
from marketplace.deliveries.choosing.schemas import form_from, said_of_form

READ = api.Scope("deliveries:read", "Read your organisation's deliveries and how far they are")
WRITE = api.Scope("deliveries:write", "Ask for deliveries, and call them off")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_deliveries", __name__, url_prefix="/api/v1/deliveries", description="Deliveries"
)
_OWN = (
    *("id", "reference", "state", "recipient_id", "follows_id", "asked_at", "delivered_at"),
    *("done", "total", "problem", "manifest"),
)


@blueprint.route("")
class Deliveries(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(DatasetDeliverySchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> Page[Any]:
        """Your organisation's deliveries, newest first; for compliance, all"""
        found = queries.page(db.session(), current_actor(), **asked)
        return Page([_plain(each) for each in found.items], found.next)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewDatasetDeliverySchema)
    @blueprint.response(201, WholeDatasetDeliverySchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, said: dict[str, Any]) -> dict[str, Any]:
        """Ask for a delivery of a version of a dataset; it is built by itself"""
        form = form_from(said["form"]) if said["form"] else None
        made = actions.ask_for_delivery(
            said["version_id"], form, recipient=said["recipient_id"], actor=current_actor()
        )
        return _whole(made)


@blueprint.route("/<uuid:delivery_id>")
class OneDelivery(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeDatasetDeliverySchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, delivery_id: UUID) -> dict[str, Any]:
        """A delivery: how far it is, what is in it, what was left out and why"""
        return _whole(delivery_id)


@blueprint.route("/<uuid:delivery_id>/calling-off")
class CallingOff(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, WholeDatasetDeliverySchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, delivery_id: UUID) -> dict[str, Any]:
        """Call off a delivery that is not handed over yet"""
        actions.call_off_delivery(delivery_id, actor=current_actor())
        return _whole(delivery_id)


def _plain(found: Listed) -> dict[str, Any]:
    own = {name: getattr(found.delivery, name) for name in _OWN}
    version_id = found.delivery.dataset_version_id
    return own | {"dataset": found.dataset, "version": found.number, "version_id": version_id}


def _whole(delivery_id: UUID) -> dict[str, Any]:
    found = queries.shown(db.session(), delivery_id, current_actor())
    listed = Listed(delivery=found.delivery, dataset=found.dataset, number=found.number)
    return _plain(listed) | {
        "stage": found.delivery.stage,
        "form": said_of_form(found.form),
        "takes": found.takes,
        "left_out": found.left_out,
        "empty_splits": found.empty_splits,
        "files": found.files,
        "size_bytes": found.size_bytes,
    }
