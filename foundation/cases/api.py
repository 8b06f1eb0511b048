"""One's own cases for programs: open one, follow it, write more. Files are added on the page."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api, cursors
from foundation.cases import actions, queries
from foundation.cases.models import CaseKind, CaseOutcome, CaseState
from foundation.cases.routes import own_path
from foundation.cases.schemas import TEXT_MOST
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("cases:read", "Read your cases")
WRITE = api.Scope("cases:write", "Open cases and write in them")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint("api_cases", __name__, url_prefix="/api/v1/cases", description="Cases")


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class NewCaseSchema(_Asked):
    kind = fields.Enum(CaseKind, by_value=True, required=True)
    subject = api.words(200)
    text = api.words(TEXT_MOST)
    about = fields.String(
        load_default="",
        validate=validate.Length(max=500),
        metadata={"description": "The path of the page it is about."},
    )


class NewMessageSchema(_Asked):
    text = api.words(TEXT_MOST)


class CaseSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True, metadata={"description": "What people quote."})
    kind = fields.Enum(CaseKind, by_value=True, required=True)
    subject = fields.String(required=True)
    about = fields.String(required=True)
    state = fields.Enum(CaseState, by_value=True, required=True)
    opened_at = fields.AwareDateTime(required=True)
    due_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "When our answer is due."}
    )
    outcome = fields.Enum(CaseOutcome, by_value=True, required=True, allow_none=True)


class MessageSchema(Schema):
    at = fields.AwareDateTime(required=True)
    from_us = fields.Boolean(required=True)
    text = fields.String(required=True)


class CaseWithMessagesSchema(CaseSchema):
    messages = fields.List(fields.Nested(MessageSchema), required=True)


@blueprint.route("")
class Cases(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(CaseSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Your cases, newest first"""
        return queries.page(db.session(), current_actor().id, **asked)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewCaseSchema)
    @blueprint.response(201, CaseWithMessagesSchema)
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Open a case

        Somebody answers within two working days; `due_at` says when that is.
        """
        form["about"] = own_path(form["about"])
        return _shown(actions.open_case(**form, actor=current_actor()))


@blueprint.route("/<uuid:case_id>")
class OneCase(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CaseWithMessagesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, case_id: UUID) -> dict[str, Any]:
        """A case and what was said in it"""
        return _shown(case_id)


@blueprint.route("/<uuid:case_id>/messages")
class Messages(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewMessageSchema)
    @blueprint.response(201, CaseWithMessagesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], case_id: UUID) -> dict[str, Any]:
        """Write more in your case"""
        actions.write_more(case_id, form["text"], actor=current_actor())
        return _shown(case_id)


def _shown(case_id: UUID) -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    case = queries.case_for(session, case_id, actor)
    messages = [
        {
            "at": each.message.at,
            "from_us": each.message.author_id != case.opened_by,
            "text": each.message.text,
        }
        for each in queries.thread(session, case, actor)
    ]
    return {name: getattr(case, name) for name in CaseSchema().fields} | {"messages": messages}
