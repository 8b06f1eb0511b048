"""Breaches and documents for programs: a client's own, or all for those who keep rights."""

from typing import Any

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.licences import api as licences_api
from consent.licences.breaches import actions as breaching
from consent.licences.breaches import queries as breaches
from consent.licences.breaches.actions import NewBreach
from consent.licences.breaches.errors import ClientNotSaid
from consent.licences.breaches.models import Breach, BreachOutcome, BreachState
from consent.licences.breaches.schemas import MOST_RECORDINGS
from consent.licences.filings import actions as filing
from consent.licences.filings import content
from consent.licences.filings import queries as filings
from consent.licences.filings.actions import NewFiling
from consent.licences.filings.models import FilingKind
from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor

READ, WRITE = licences_api.READ, licences_api.WRITE
blueprint = api.ApiBlueprint(
    "api_register", __name__, url_prefix="/api/v1", description="Breaches and documents"
)


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class BreachSchema(Schema):
    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    state = fields.Enum(BreachState, by_value=True, required=True)
    learned_at = fields.AwareDateTime(required=True)
    notify_by = fields.AwareDateTime(required=True)
    recorded_at = fields.AwareDateTime(required=True)
    notified_at = fields.AwareDateTime(required=True, allow_none=True)
    closed_at = fields.AwareDateTime(required=True, allow_none=True)
    outcome = fields.Enum(BreachOutcome, by_value=True, required=True, allow_none=True)


class NewBreachSchema(_Asked):
    client_id = fields.UUID(
        load_default=None, metadata={"description": "By compliance; a client tells of itself."}
    )
    learned_at = fields.AwareDateTime(required=True)
    what = fields.String(required=True, validate=validate.Length(10, 5000))
    recordings = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=MOST_RECORDINGS),
        metadata={"description": "Empty: about all that the client holds."},
    )


class VersionSchema(Schema):
    number = fields.Integer(required=True)
    sha256 = fields.String(required=True)
    kept_at = fields.AwareDateTime(required=True)
    filename = fields.String(required=True)
    text = fields.String(required=True, allow_none=True)


class FilingSchema(Schema):
    id = fields.UUID(required=True)
    kind = fields.Enum(FilingKind, by_value=True, required=True)
    title = fields.String(required=True)
    client_id = fields.UUID(
        required=True, allow_none=True, metadata={"description": "None: the platform's own."}
    )
    versions = fields.List(fields.Nested(VersionSchema), required=True)


class NewFilingSchema(_Asked):
    kind = fields.Enum(FilingKind, by_value=True, required=True)
    title = fields.String(required=True, validate=validate.Length(2, 150))
    text = fields.String(required=True, validate=validate.Length(1, 100_000))


@blueprint.route("/breaches")
class Breaches(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(BreachSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Breaches, newest first"""
        return breaches.page(db.session(), current_actor(), **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewBreachSchema)
    @blueprint.response(201, BreachSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any]) -> Breach:
        """Record a breach

        The clock runs from the learning. Compliance is told at once.
        """
        actor = current_actor()
        client = actor.on_behalf_of or form["client_id"]
        if client is None:
            raise ClientNotSaid
        new = NewBreach(**{**form, "client_id": client})
        recorded = breaching.record_breach(new, actor=actor)
        return breaches.breach(db.session(), recorded, actor).breach


@blueprint.route("/filings")
class Filings(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(FilingSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Documents with every version of each, newest first"""
        found = filings.page(db.session(), current_actor(), **asked)
        return cursors.Page([_whole(row) for row in found.items], found.next)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewFilingSchema)
    @blueprint.response(201, FilingSchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Keep a document as text

        Your client's, or the platform's own by compliance. Files are kept by its page.
        """
        actor = current_actor()
        new = NewFiling(kind=form["kind"], title=form["title"], client_id=actor.on_behalf_of)
        kept = filing.keep_filing(new, content.of_text(form["text"]), actor=actor)
        return _whole(filings.filing(db.session(), kept, actor))


def _whole(row: Any) -> dict[str, Any]:
    shown = {name: getattr(row, name) for name in ("id", "kind", "title", "client_id")}
    return {**shown, "versions": filings.versions(db.session(), row.id)}
