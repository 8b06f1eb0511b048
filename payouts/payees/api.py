"""How it stands with one's payout account, for programs. It is opened and changed in a browser."""

from typing import Any

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from payouts.payees import policy, queries, wording
from payouts.payees.standing import State

READ = api.Scope("payout_account:read", "Read how it stands with your payout account")
SCOPES = (READ,)
blueprint = api.ApiBlueprint(
    "api_payees", __name__, url_prefix="/api/v1/payout-account", description="Being paid"
)


class PayoutAccountSchema(Schema):
    state = fields.String(required=True, validate=validate.OneOf([each.value for each in State]))
    sentence = fields.String(required=True)
    needs = fields.List(fields.String(), required=True)
    due_at = fields.AwareDateTime(required=True, allow_none=True)
    paused_until = fields.AwareDateTime(required=True, allow_none=True)
    currencies = fields.List(fields.String(), required=True)


@blueprint.route("")
class PayoutAccount(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, PayoutAccountSchema)
    def get(self) -> dict[str, Any]:
        """How it stands with your payout account"""
        session, actor = db.session(), current_actor()
        actor.require(policy.may_be_paid(actor))
        found, payee = queries.payee_state(session, actor.id), queries.find_payee(session, actor.id)
        return {
            "state": found.state,
            "sentence": found.sentence,
            "needs": wording.in_words(payee.needs) if payee else [],
            "due_at": found.due_at,
            "paused_until": found.until,
            "currencies": sorted(found.currencies),
        }
