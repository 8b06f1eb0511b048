"""Invitations to apply, for programs: who casts asks, the performer answers."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from consent.keeping.readings import Shown, put_on_record
from foundation import api
from foundation.database import db, transaction
from foundation.web import current_actor
from marketplace.casting import finding, inviting, listing, reading
from marketplace.casting.api_schemas import ApplicationsMovedSchema
from marketplace.casting.applications_api import READ, WRITE
from marketplace.casting.board_api import put_read_on_record
from marketplace.casting.finding import Found
from marketplace.casting.invitation_models import CastingInvitation, InvitationState
from marketplace.casting.inviting import MOST_INVITED
from marketplace.casting.listing import Asked
from marketplace.gigs.models import Gig

blueprint = api.ApiBlueprint(
    "api_invitations", __name__, url_prefix="/api/v1", description="Invitations to apply"
)


class InviteSchema(api.Body):
    part = api.line(80)
    performer_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(1, MOST_INVITED)
    )


class CastingInvitationSchema(Schema):
    id = fields.UUID(required=True)
    gig_id = fields.UUID(required=True)
    part = fields.String(required=True, attribute="part_key")
    performer_id = fields.UUID(required=True)
    state = fields.Enum(InvitationState, by_value=True, required=True)
    invited_at = fields.AwareDateTime(required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)


class InvitableSchema(Schema):
    performer_id = fields.UUID(required=True)
    name = fields.String(required=True)
    because = fields.List(fields.String(), required=True)


@blueprint.route("/invitations")
class Invitations(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(CastingInvitationSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """Invitations to you, newest first

        You follow one by applying for its part.
        """
        page = listing.own_invitations(db.session(), current_actor(), Asked(**asked))
        return {"items": page.items, "next": page.next}


@blueprint.route("/invitations/<uuid:invitation_id>/decline")
class InvitationDecline(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, CastingInvitationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, invitation_id: UUID) -> CastingInvitation:
        """Decline an invitation, without a reason"""
        actor = current_actor()
        inviting.decline_invitation(invitation_id, actor=actor)
        return inviting.own_invitation(db.session(), invitation_id, actor)


@blueprint.route("/casting/gigs/<uuid:gig_id>/invitable")
class Invitable(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, InvitableSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, gig_id: UUID) -> list[Found]:
        """Whom a gig of your organisation may invite, the best matches first

        At most 50. They see that you looked.
        """
        actor = current_actor()
        with transaction() as session:
            reading.gig_to_cast(session, gig_id, actor)
            found = finding.found_for(session, session.get_one(Gig, gig_id))
            put_on_record(session, actor, Shown.LIST, {each.performer_id for each in found})
        return found


@blueprint.route("/casting/gigs/<uuid:gig_id>/invitations")
class GigInvitations(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CastingInvitationSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, gig_id: UUID) -> list[CastingInvitation]:
        """Whom a gig of your organisation invited, newest first: at most 30"""
        reading.gig_to_cast(db.session(), gig_id, current_actor())
        found = inviting.of_gig(db.session(), gig_id)
        put_read_on_record({each.performer_id for each in found})
        return list(inviting.of_gig(db.session(), gig_id))

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(InviteSchema)
    @blueprint.response(201, ApplicationsMovedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> dict[str, int]:
        """Invite performers to apply for a part: all of them or none"""
        part, chosen = form["part"], form["performer_ids"]
        number = inviting.invite_performers(gig_id, part, chosen, actor=current_actor())
        return {"changed": number}
