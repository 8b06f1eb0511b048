"""Postal addresses that contracts name, for programs: one's own, or one's organisation's."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.casting import addresses, reading
from marketplace.gigs.models import Gig

READ = api.Scope("addresses:read", "Read the postal address that your contracts name")
WRITE = api.Scope("addresses:write", "Change the postal address that your contracts name")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_addresses", __name__, url_prefix="/api/v1", description="Postal addresses"
)


class AddressBodySchema(api.Body):
    address = fields.String(
        required=True,
        validate=[validate.Length(10, 300), validate.Regexp(r"[\s\S]*\S")],
        metadata={"description": "Street, postal code, town and country, line by line."},
    )


class PostalAddressSchema(Schema):
    address = fields.String(
        required=True, metadata={"description": "Empty where none was said yet."}
    )


@blueprint.route("/applications/<uuid:application_id>/address")
class OwnAddress(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, PostalAddressSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, application_id: UUID) -> dict[str, str]:
        """Where you get letters"""
        session, actor = db.session(), current_actor()
        reading.own_application(session, application_id, actor)
        return {"address": addresses.read(session, actor.id)}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(AddressBodySchema)
    @blueprint.response(201, PostalAddressSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], application_id: UUID) -> dict[str, str]:
        """Say where you get letters: all your later contracts name it"""
        actor = current_actor()
        addresses.say_own_address(application_id, form["address"], actor=actor)
        return {"address": addresses.read(db.session(), actor.id)}


@blueprint.route("/casting/applications/<uuid:application_id>/address")
class ClientAddress(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, PostalAddressSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, application_id: UUID) -> dict[str, str]:
        """Where your organisation gets letters"""
        return _of_client(application_id)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(AddressBodySchema)
    @blueprint.response(201, PostalAddressSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], application_id: UUID) -> dict[str, str]:
        """Say where your organisation gets letters: all its later contracts name it"""
        addresses.say_client_address(application_id, form["address"], actor=current_actor())
        return _of_client(application_id)


def _of_client(application_id: UUID) -> dict[str, str]:
    session = db.session()
    found = reading.application_to_cast(session, application_id, current_actor())
    client_id = session.get_one(Gig, found.gig_id).client_id
    return {"address": addresses.read(session, client_id)}
