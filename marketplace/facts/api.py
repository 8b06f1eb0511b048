"""Earned work for programs: one's own facts, newest first."""

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from foundation import api
from foundation.cursors import Page
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts import queries
from marketplace.facts.models import Fact, FactKind

READ = api.Scope("facts:read", "Read what your work has earned")
SCOPES = (READ,)

blueprint = api.ApiBlueprint(
    "api_facts", __name__, url_prefix="/api/v1/facts", description="Priced, approved work"
)


class FactSchema(Schema):
    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf([each.value for each in FactKind]))
    cause_id = fields.UUID(
        required=True, metadata={"description": "Of one kind, each cause counts once."}
    )
    label = fields.String(required=True)
    client_id = fields.UUID(required=True)
    engagement_id = fields.UUID(required=True, allow_none=True)
    recording_id = fields.UUID(required=True, allow_none=True)
    quantity = fields.Integer(required=True)
    unit = fields.String(required=True)
    rate_minor = fields.Integer(required=True, metadata={"description": "Of minutes: an hour's."})
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)
    rule = fields.String(required=True, metadata={"description": "The term that priced it."})
    decided_by = fields.UUID(required=True)
    worked_on = fields.Date(required=True)
    completed_on = fields.Date(required=True)
    pay_by = fields.Date(required=True)
    published_at = fields.AwareDateTime(required=True)


@blueprint.route("")
class Facts(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(FactSchema))
    def get(self, asked: api.PageAsked) -> Page[Fact]:
        """What your work has earned, newest first"""
        return queries.page(db.session(), current_actor(), **asked)
