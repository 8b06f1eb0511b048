"""Conversations for programs: list, read, write. Files are added on the page."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor
from marketplace.messages import actions, queries, reading, showing
from marketplace.messages.models import About, Side
from marketplace.messages.schemas import TEXT_MOST

READ = api.Scope("messages:read", "Read your messages")
WRITE = api.Scope("messages:write", "Write messages")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_messages", __name__, url_prefix="/api/v1/messages", description="Messages"
)
_ABOUT = "/<any(application, engagement, booking):about>/<uuid:about_id>"


class NewConversationMessageSchema(Schema):
    class Meta:
        unknown = RAISE

    text = fields.String(
        required=True,
        validate=[validate.Length(min=1, max=TEXT_MOST), validate.Regexp(r"[\s\S]*\S")],
    )


class ConversationSchema(Schema):
    about = fields.Enum(About, by_value=True, required=True, attribute="conversation.about")
    about_id = fields.UUID(required=True, attribute="conversation.about_id")
    title = fields.String(required=True)
    unread = fields.Integer(required=True)
    last_at = fields.AwareDateTime(required=True, attribute="conversation.last_at")


class ConversationMessageSchema(Schema):
    id = fields.UUID(required=True)
    position = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    author = fields.String(required=True, metadata={"description": "As you may know them."})
    side = fields.Enum(Side, by_value=True, required=True)
    text = fields.String(required=True, allow_none=True, metadata={"description": "Null: erased."})
    sha256 = fields.String(required=True)
    brief_version_id = fields.UUID(required=True)


class ConversationWithMessagesSchema(Schema):
    title = fields.String(required=True)
    messages = fields.List(fields.Nested(ConversationMessageSchema), required=True)


@blueprint.route("")
class Conversations(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(ConversationSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Your conversations, the last written first"""
        return queries.page(db.session(), current_actor(), **asked)


@blueprint.route(_ABOUT)
class OneConversation(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ConversationWithMessagesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, about: str, about_id: UUID) -> dict[str, Any]:
        """What was said about one application, engagement or booking

        Reading here marks it as read, as the page does.
        """
        shown = _shown(About(about), about_id)
        db.session.rollback()
        actions.mark_read(About(about), about_id, actor=current_actor())
        return shown

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewConversationMessageSchema)
    @blueprint.response(201, ConversationWithMessagesSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], about: str, about_id: UUID) -> dict[str, Any]:
        """Write to the other side"""
        actions.write_message(About(about), about_id, form["text"], actor=current_actor())
        return _shown(About(about), about_id)


def _shown(about: About, about_id: UUID) -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    shown = showing.shown(session, reading.opened(session, about, about_id, actor), actor)
    messages = [
        {
            "id": each.message.id,
            "position": each.message.position,
            "at": each.message.at,
            "author": shown.names[each.message.author_id],
            "side": each.message.side,
            "text": each.text,
            "sha256": each.message.hash,
            "brief_version_id": each.message.brief_version_id,
        }
        for each in shown.said
    ]
    return {"title": shown.title, "messages": messages}
