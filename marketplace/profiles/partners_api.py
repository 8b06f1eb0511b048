"""Whom a performer does not want to play with, for their programs. Nobody else learns of it."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import actions, policy, queries
from marketplace.profiles.models import PartnerBlock
from marketplace.profiles.scopes import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_partners",
    __name__,
    url_prefix="/api/v1/profile/partners",
    description="Whom you do not want to play with",
)


class BlockBodySchema(api.Body):
    name = api.line(80)


class BlockSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)


@blueprint.route("")
class PartnerBlocks(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, BlockSchema(many=True))
    def get(self) -> list[PartnerBlock]:
        """Your list, at most a hundred names"""
        return _own()

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(BlockBodySchema)
    @blueprint.response(201, BlockSchema(many=True))
    def post(self, form: dict[str, Any]) -> list[PartnerBlock]:
        """Put a name on it, as you know it

        Whether somebody performs under that name is not said.
        """
        actions.block_partner(" ".join(form["name"].split()), actor=current_actor())
        return _own()


@blueprint.route("/<uuid:block_id>")
class OnePartnerBlock(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, block_id: UUID) -> ResponseReturnValue:
        """Take a name off it"""
        actions.unblock_partner(block_id, actor=current_actor())
        return ""


def _own() -> list[PartnerBlock]:
    actor = current_actor()
    actor.require(policy.may_perform(actor))
    return queries.blocks_of(db.session(), actor.id)
