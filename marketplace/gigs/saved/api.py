"""Saved searches for programs: kept, and mailed about, as on the page."""

from typing import Any
from uuid import UUID

from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import RAISE, Schema, fields

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.gigs.saved import actions, queries
from marketplace.gigs.saved.models import Pace, SavedSearch
from marketplace.gigs.schemas import SEARCH_FORM

READ = api.Scope("searches:read", "Read the searches that you saved")
WRITE = api.Scope("searches:write", "Save searches, and choose how often they mail you")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_searches", __name__, url_prefix="/api/v1/searches", description="Your saved searches"
)


def _judged(asked: dict[str, Any]) -> None:
    SEARCH_FORM.load(asked, unknown=RAISE)


class SearchPaceSchema(api.Body):
    pace = fields.Enum(Pace, by_value=True, required=True)


class NewSearchSchema(SearchPaceSchema):
    name = api.line(80)
    asked = fields.Dict(
        required=True,
        validate=_judged,
        metadata={"description": f"As the search form asks: {', '.join(SEARCH_FORM.fields)}."},
    )


class SavedSearchSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    asked = fields.Dict(required=True)
    pace = fields.Enum(Pace, by_value=True, required=True)
    made_at = fields.AwareDateTime(required=True)


@blueprint.route("")
class Searches(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, SavedSearchSchema(many=True))
    def get(self) -> list[SavedSearch]:
        """Your saved searches, by name: at most 20"""
        return list(queries.searches_of(db.session(), current_actor().id))

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewSearchSchema)
    @blueprint.response(201, SavedSearchSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> SavedSearch:
        """Save a search: it tells of what opens from now on"""
        name, actor = form["name"].strip(), current_actor()
        made = actions.save_search(name, form["asked"], form["pace"], actor=actor)
        return actions.own(db.session(), made, actor)


@blueprint.route("/<uuid:search_id>")
class OneSearch(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(204)
    @blueprint.alt_response(404, "NOT_FOUND")
    def delete(self, search_id: UUID) -> ResponseReturnValue:
        """Delete a search: nothing is sent about it any more"""
        actions.delete_search(search_id, actor=current_actor())
        return ""


@blueprint.route("/<uuid:search_id>/pace")
class SearchPace(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(SearchPaceSchema)
    @blueprint.response(200, SavedSearchSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def post(self, form: dict[str, Any], search_id: UUID) -> SavedSearch:
        """Choose how often a search mails you"""
        actions.change_pace(search_id, form["pace"], actor=current_actor())
        return actions.own(db.session(), search_id, current_actor())
