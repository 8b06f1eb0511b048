"""A performer's own applications for programs."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor
from marketplace.casting import applying, listing, reading
from marketplace.casting.api_schemas import (
    ApplicationQuery,
    ApplicationSchema,
    NewApplicationSchema,
)
from marketplace.casting.applying import Written
from marketplace.casting.listing import Asked
from marketplace.casting.models import Application

READ = api.Scope("applications:read", "Read applications: your own, or those to your organisation")
WRITE = api.Scope("applications:write", "Apply, take back, and answer those who applied")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_applications",
    __name__,
    url_prefix="/api/v1/applications",
    description="Your applications",
)


@blueprint.route("")
class Applications(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(ApplicationQuery, location="query")
    @blueprint.response(200, api.page_schema(ApplicationSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any]) -> cursors.Page[Application]:
        """Your applications, newest first"""
        state = asked.pop("state")
        return listing.own_applications(db.session(), current_actor(), state, Asked(**asked))

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewApplicationSchema)
    @blueprint.response(201, ApplicationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> Application:
        """Keep a draft

        There is one for each part of a gig: a second one takes the place of the first.
        """
        actor = current_actor()
        written = Written(form["part"], form["note"], tuple(form["starts"]))
        return _own(applying.save_draft(form["gig_id"], written, actor=actor))


@blueprint.route("/<uuid:application_id>")
class OneApplication(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ApplicationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, application_id: UUID) -> Application:
        """An application of yours"""
        return _own(application_id)


@blueprint.route("/<uuid:application_id>/submission")
class Submission(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, ApplicationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    @blueprint.alt_response(422, "UNPROCESSABLE_ENTITY")
    def post(self, application_id: UUID) -> Application:
        """Submit a draft: an answer is owed from then on"""
        applying.submit_application(application_id, actor=current_actor())
        return _own(application_id)


@blueprint.route("/<uuid:application_id>/withdrawal")
class Withdrawal(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, ApplicationSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, application_id: UUID) -> Application:
        """Take an application back, before an offer"""
        applying.withdraw_application(application_id, actor=current_actor())
        return _own(application_id)


def _own(application_id: UUID) -> Application:
    return reading.own_application(db.session(), application_id, current_actor())
