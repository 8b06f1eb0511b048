"""The board of a gig for programs: who applied, answers, marks and notes."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from flask.views import MethodView

from consent.keeping.readings import Shown, put_on_record
from foundation import api
from foundation.database import db, transaction
from foundation.web import current_actor
from marketplace.casting import answering, board, listing, noting, reading
from marketplace.casting.api_schemas import (
    ApplicantQuery,
    ApplicantSchema,
    ApplicationMarkSchema,
    ApplicationsMovedSchema,
    ApplicationsMoveSchema,
    CastingNoteBodySchema,
    CastingNoteSchema,
)
from marketplace.casting.applications_api import READ, WRITE
from marketplace.casting.board_models import CastingNote
from marketplace.casting.listing import Asked
from marketplace.casting.models import ApplicationState

blueprint = api.ApiBlueprint(
    "api_casting", __name__, url_prefix="/api/v1/casting", description="Casting"
)


@blueprint.route("/gigs/<uuid:gig_id>/applications")
class Applicants(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(ApplicantQuery, location="query")
    @blueprint.response(200, api.page_schema(ApplicantSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any], gig_id: UUID) -> dict[str, Any]:
        """Who applied for a gig of your organisation, newest first"""
        session, state, part = db.session(), asked.pop("state"), asked.pop("part")
        page = listing.applicants(session, gig_id, current_actor(), state, part, Asked(**asked))
        items = listing.with_marks(session, page.items)
        put_read_on_record({each["performer_id"] for each in items})
        return {"items": items, "next": page.next}


@blueprint.route("/gigs/<uuid:gig_id>/moves")
class Moves(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(ApplicationsMoveSchema)
    @blueprint.response(200, ApplicationsMovedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], gig_id: UUID) -> dict[str, int]:
        """Answer many applications at once: all of them or none. Each performer is told"""
        ids, state = form["application_ids"], ApplicationState(form["state"])
        changed = answering.answer_applications(gig_id, ids, state, actor=current_actor())
        return {"changed": changed}


@blueprint.route("/gigs/<uuid:gig_id>/moves/undo")
class Undoing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, ApplicationsMovedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, gig_id: UUID) -> dict[str, int]:
        """Undo the last move"""
        return {"changed": answering.undo_move(gig_id, actor=current_actor())}


@blueprint.route("/applications/<uuid:application_id>")
class OneApplicant(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ApplicantSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, application_id: UUID) -> dict[str, Any]:
        """An application to your organisation"""
        return _shown(application_id)


@blueprint.route("/applications/<uuid:application_id>/mark")
class Marking(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(ApplicationMarkSchema)
    @blueprint.response(200, ApplicantSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Rate and tag an application, for those who cast alone"""
        tags = ",".join(form["tags"])
        noting.mark_application(application_id, form["stars"], tags, actor=current_actor())
        return _shown(application_id)


@blueprint.route("/applications/<uuid:application_id>/notes")
class Notes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CastingNoteSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, application_id: UUID) -> list[CastingNote]:
        """What those who cast wrote down about it, oldest first"""
        session = db.session()
        found = reading.application_to_cast(session, application_id, current_actor())
        put_read_on_record({found.performer_id})
        return list(board.notes_of(db.session(), application_id))

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(CastingNoteBodySchema)
    @blueprint.response(201, ApplicantSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], application_id: UUID) -> dict[str, Any]:
        """Write something down about one applicant, or about two together"""
        noting.add_note(application_id, form["text"], form["beside_id"], actor=current_actor())
        return _shown(application_id)


def put_read_on_record(people: Collection[UUID]) -> None:
    """A client reads what was sent to it; whoever of the staff reads it is on record."""
    actor = current_actor()
    others = set(people) - {actor.id}
    if actor.on_behalf_of is None and others:
        with transaction() as session:
            put_on_record(session, actor, Shown.LIST, others)


def _shown(application_id: UUID) -> dict[str, Any]:
    session = db.session()
    found = reading.application_to_cast(session, application_id, current_actor())
    (shown,) = listing.with_marks(session, [found])
    put_read_on_record({shown["performer_id"]})
    return shown
