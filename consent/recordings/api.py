"""Judging takes, for programs of clients and for the marketplace."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.ledger.explaining.forms import PATTERNS
from consent.recordings import actions
from foundation import api
from foundation.web import current_actor

JUDGE = api.Scope("takes:judge", "Judge takes, accept or reject them, and answer appeals")
SCOPES = (JUDGE,)

blueprint = api.ApiBlueprint("api_takes", __name__, url_prefix="/api/v1/takes", description="Takes")


class TakeRejectionSchema(Schema):
    class Meta:
        unknown = RAISE

    cause = fields.String(
        required=True,
        validate=validate.Regexp(rf"{PATTERNS['code']}\Z"),
        metadata={"description": "Such as technical or off_brief."},
    )
    reason = fields.String(
        load_default=None, validate=[validate.Length(1, 500), validate.Regexp(r"[\s\S]*\S")]
    )


class TakeJudgedSchema(Schema):
    recordings = fields.Integer(
        required=True, metadata={"description": "How many had not been judged before."}
    )


@blueprint.route("/<uuid:take_id>/acceptance")
class Accepting(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.response(200, TakeJudgedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, take_id: UUID) -> dict[str, Any]:
        """Accept a take

        From now on its recordings may be used as far as everybody in them allows.
        """
        return {"recordings": actions.accept_take(take_id, actor=current_actor())}


@blueprint.route("/<uuid:take_id>/rejection")
class Rejecting(MethodView):
    @blueprint.scope(JUDGE.name)
    @blueprint.arguments(TakeRejectionSchema)
    @blueprint.response(200, TakeJudgedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], take_id: UUID) -> dict[str, Any]:
        """Reject a take

        Its recordings are destroyed after thirty days, unless somebody appeals.
        """
        return {"recordings": actions.reject_take(take_id, **form, actor=current_actor())}
