"""Where a person is signed in, for their programs."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.security import actions, queries
from marketplace.accounts.tokens.api import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_sign_ins", __name__, url_prefix="/api/v1/sign-ins", description="Sign-ins"
)


class SignInSchema(Schema):
    id = fields.UUID(required=True)
    device = fields.String(required=True)
    address = fields.String(required=True)
    started_at = fields.AwareDateTime(required=True)
    seen_at = fields.AwareDateTime(required=True)
    second_factor = fields.Boolean(required=True)


@blueprint.route("")
class SignIns(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, SignInSchema(many=True))
    def get(self) -> list[Any]:
        """The browsers you are signed in with, newest first; at most 50"""
        return list(queries.open_sign_ins(db.session(), current_actor().id))


@blueprint.route("/<uuid:sign_in_id>")
class OneSignIn(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, sign_in_id: UUID) -> ResponseReturnValue:
        """Sign a browser out"""
        actions.end_sign_in(sign_in_id, actor=current_actor())
        return ""
