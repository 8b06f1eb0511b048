"""How it stands with a performer's check of identity and age, for their programs."""

from typing import Any

from flask import url_for
from flask.views import MethodView
from marshmallow import Schema, fields, validate

from foundation import api
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.profiles import policy
from marketplace.profiles.identity import queries
from marketplace.profiles.identity.provider import provider_of
from marketplace.profiles.identity.standing import may_be_booked, newest_checks
from marketplace.profiles.scopes import READ, WRITE
from marketplace.profiles.words import Proof

blueprint = api.ApiBlueprint(
    "api_identity",
    __name__,
    url_prefix="/api/v1/profile/identity",
    description="Your check of identity and age",
)


class IdentitySchema(Schema):
    missing = fields.List(
        fields.String(), required=True, metadata={"description": "Empty where you can be booked."}
    )
    proof = fields.String(
        required=True, allow_none=True, validate=validate.OneOf([each.value for each in Proof])
    )
    checked_on = fields.Date(required=True, allow_none=True)
    expires_on = fields.Date(required=True, allow_none=True)
    asked = fields.Boolean(required=True, metadata={"description": "Compliance writes to you."})


class IdentityAskedSchema(IdentitySchema):
    go_on_at = fields.String(
        required=True,
        allow_none=True,
        metadata={
            "description": "The page of a provider, on which you show who you are yourself. Null"
            " where compliance writes to you instead."
        },
    )


@blueprint.route("")
class IdentityState(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, IdentitySchema)
    def get(self) -> dict[str, Any]:
        """What came of the last check, and what is missing"""
        return _standing()

    # Not a POST, whose key and answer are kept in one transaction with what it does: a provider
    # is asked over the network. Sent again it changes nothing, or leads to another visit.
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, IdentityAskedSchema)
    def put(self) -> dict[str, Any]:
        """Ask for the check, or begin a visit at a provider"""
        actor = current_actor()
        actor.require(policy.may_perform(actor))
        return_to = settings().url + url_for("identity.own")
        goes_on = provider_of(settings()).begin(return_to, actor=actor)
        return {**_standing(), "go_on_at": goes_on}


def _standing() -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_perform(actor))
    check = newest_checks(session, [actor.id]).get(actor.id)
    return {
        "missing": may_be_booked(session, actor.id),
        "proof": check.proof if check else None,
        "checked_on": check.checked_on if check else None,
        "expires_on": check.expires_on if check else None,
        "asked": queries.open_request(session, actor.id) is not None,
    }
