"""What the check of a performer's equipment found, for their programs. Only a browser measures."""

from typing import Any

from flask.views import MethodView
from marshmallow import Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy
from marketplace.profiles.equipment import findings, queries
from marketplace.profiles.scopes import READ

blueprint = api.ApiBlueprint(
    "api_equipment",
    __name__,
    url_prefix="/api/v1/profile/equipment",
    description="Your equipment",
)


class EquipmentFoundSchema(Schema):
    sample_rate_hz = fields.Integer(required=True)
    noise_db = fields.Integer(required=True)
    level_db = fields.Integer(required=True)
    width = fields.Integer(required=True, allow_none=True)
    height = fields.Integer(required=True, allow_none=True)
    frame_rate = fields.Integer(required=True, allow_none=True)
    headphones = fields.Boolean(required=True)


class EquipmentSchema(Schema):
    checked_at = fields.AwareDateTime(
        required=True, allow_none=True, metadata={"description": "Null before the first check."}
    )
    found = fields.Nested(EquipmentFoundSchema, required=True, allow_none=True)
    to_mend = fields.List(
        fields.String(), required=True, metadata={"description": "Short of what gigs ask for."}
    )


@blueprint.route("")
class EquipmentState(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, EquipmentSchema)
    def get(self) -> dict[str, Any]:
        """What your last check found

        It is made in a browser, on your page of equipment.
        """
        actor = current_actor()
        actor.require(policy.may_perform(actor))
        last = queries.newest_check(db.session(), actor.id)
        if last is None:
            return {"checked_at": None, "found": None, "to_mend": []}
        mend = findings.to_mend(last.found)
        return {"checked_at": last.checked_at, "found": last.found, "to_mend": mend}
