"""The console for programs: reading only, and on record like the pages."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields, validate

from consent.console.checks import queries as checks
from consent.console.checks.running import named
from consent.console.deadlines.due import About
from consent.console.deadlines.queries import deadlines
from consent.console.schemas import (
    ComplianceCheckSchema,
    ComplianceFindingSchema,
    DeadlineSchema,
    GrantSchema,
    RecordingStorySchema,
)
from consent.console.search.actions import search_rights
from consent.console.search.queries import Search
from consent.console.search.states import SAID, state_on
from consent.console.story.actions import read_story
from consent.console.story.standing import Moment
from foundation import api, cursors
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("compliance:read", "Read everybody's rights, deadlines and checks; on record")
SCOPES = (READ,)
MOST_DAYS = 366

blueprint = api.ApiBlueprint(
    "api_compliance", __name__, url_prefix="/api/v1/compliance", description="Compliance"
)


class GrantsQuery(api.PageQuery):
    about = fields.UUID(
        load_default=None, metadata={"description": "A recording, a performer or an agreement."}
    )
    recording_id = fields.UUID(load_default=None)
    performer_id = fields.UUID(load_default=None)
    client_id = fields.UUID(
        load_default=None, metadata={"description": "For whom it was recorded."}
    )
    agreement_id = fields.UUID(load_default=None, metadata={"description": "Or a version of one."})
    state = fields.String(load_default="", validate=validate.OneOf(("", *SAID)))
    since = fields.Date(load_default=None, metadata={"description": "Registered on or after it."})
    until = fields.Date(load_default=None, metadata={"description": "Registered on or before it."})


class MomentQuery(Schema):
    on = fields.Date(load_default=None, metadata={"description": "What was true on this day."})
    known_at = fields.AwareDateTime(
        load_default=None, metadata={"description": "As far as it was known at this instant."}
    )


class DeadlinesQuery(Schema):
    about = fields.Enum(About, by_value=True, load_default=None)
    within_days = fields.Integer(load_default=30, validate=validate.Range(0, MOST_DAYS))


@blueprint.route("/grants")
class Grants(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(GrantsQuery, location="query")
    @blueprint.response(200, api.page_schema(GrantSchema))
    def get(self, asked: dict[str, Any]) -> cursors.Page[Any]:
        """Grants, newest first

        Whoever stands in the answer is shown that it was read.
        """
        paging = {"after": asked.pop("after"), "limit": asked.pop("limit")}
        wanted = {name.removesuffix("_id"): each for name, each in asked.items()}
        found = search_rights(Search(**wanted), **paging, actor=current_actor())
        today = now().date()
        items = [{**row._mapping, "stands": state_on(row, today)} for row in found.items]
        return cursors.Page(items, found.next)


@blueprint.route("/recordings/<uuid:recording_id>")
class OneStory(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(MomentQuery, location="query")
    @blueprint.response(200, RecordingStorySchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any], recording_id: UUID) -> dict[str, Any]:
        """One recording's story, as of any moment"""
        known_at = asked["known_at"] or now()
        moment = Moment(asked["on"] or known_at.date(), known_at)
        found = read_story(recording_id, moment, actor=current_actor())
        return {
            "recording_id": found.recording_id,
            "on": moment.on,
            "known_at": moment.known_at,
            "grants": [
                {
                    "performer_id": part.grant.performer_id,
                    "agreement_id": part.grant.agreement_id,
                    "thread": part.grant.thread,
                    "state": part.state,
                    "terms": [*part.pauses, *part.terms],
                }
                for part in found.parts
            ],
            "entries": [
                {
                    "id": told.line.entry.event.id,
                    "type": told.line.entry.event.type.value,
                    "thread": told.line.entry.event.thread,
                    "at": told.at,
                    "says": told.line.sentence,
                }
                for told in found.told
            ],
            "deliveries": found.stated,
        }


@blueprint.route("/deadlines")
class Deadlines(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(DeadlinesQuery, location="query")
    @blueprint.response(200, DeadlineSchema(many=True))
    def get(self, asked: dict[str, Any]) -> Any:
        """What is late and what is due, first first"""
        current_actor().require_power(Power.READ_RIGHTS)
        within = timedelta(days=asked["within_days"])
        return deadlines(db.session(), within=within, about=asked["about"])


@blueprint.route("/checks")
class Checks(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ComplianceCheckSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """The standing checks, and what each said last"""
        current_actor().require_power(Power.READ_RIGHTS)
        return [
            {
                "name": each.check.name,
                "holds": each.check.holds,
                "owner": each.check.owner,
                "asked_at": each.last.started_at if each.last else None,
                "found": each.last.found if each.last else None,
                "failed": each.last.failed if each.last else "",
            }
            for each in checks.standings(db.session())
        ]


@blueprint.route("/checks/<string:name>/findings")
class Findings(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ComplianceFindingSchema(many=True))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, name: str) -> Any:
        """What one check finds wrong now"""
        current_actor().require_power(Power.READ_RIGHTS)
        return checks.findings(db.session(), named(name).name, gone=False)
