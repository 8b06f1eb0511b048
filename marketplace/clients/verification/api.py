"""How it is with one's own organisation's verification, for programs."""

from typing import Any

from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.clients.errors import ClientNotFound
from marketplace.clients.verification import queries

READ = api.Scope("verification:read", "Read whether your organisation is verified")
SCOPES = (READ,)

blueprint = api.ApiBlueprint(
    "api_verification", __name__, url_prefix="/api/v1/verification", description="Verification"
)


class OwnVerificationSchema(Schema):
    organisation = fields.String(required=True)
    verified = fields.Boolean(
        required=True, metadata={"description": "Whether scenes can be posted today."}
    )
    expires_on = fields.Date(required=True, allow_none=True)
    waits_since = fields.AwareDateTime(required=True, allow_none=True)
    missing = fields.String(
        required=True, metadata={"description": "What compliance wrote, where something is."}
    )


@blueprint.route("")
class OwnVerification(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OwnVerificationSchema)
    def get(self) -> dict[str, Any]:
        """Whether your organisation is verified

        404 for those who act for none.
        """
        client_id = current_actor().on_behalf_of
        if client_id is None:
            raise ClientNotFound
        stands = queries.standing(db.session(), client_id)
        return {
            "organisation": stands.name,
            "verified": stands.holds,
            "expires_on": stands.found.expires_on if stands.found else None,
            "waits_since": stands.said.asked_at if stands.said else None,
            "missing": stands.note,
        }
