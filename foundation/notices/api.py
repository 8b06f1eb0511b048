"""Notices for programs: what the person whose token it is was told."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api, cursors
from foundation.database import db
from foundation.notices import actions, queries
from foundation.notices.models import Notice
from foundation.web import current_actor

READ = api.Scope("notices:read", "Read your notices")
WRITE = api.Scope("notices:write", "Mark your notices as read")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_notices", __name__, url_prefix="/api/v1/notices", description="Notices"
)


class NoticeSchema(Schema):
    id = fields.UUID(required=True)
    kind = fields.String(required=True)
    text = fields.String(required=True)
    url = fields.String(required=True, metadata={"description": "The page it is about."})
    told_at = fields.AwareDateTime(required=True)
    read_at = fields.AwareDateTime(required=True, allow_none=True)


@blueprint.route("")
class Notices(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(NoticeSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """What you were told, newest first"""
        return queries.page(db.session(), current_actor().id, **asked)


@blueprint.route("/<uuid:notice_id>/read")
class Reading(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, NoticeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, notice_id: UUID) -> Notice:
        """Mark a notice as read"""
        return actions.read_notice(notice_id, actor=current_actor())
