"""Takes for programs: begin one, send your track, end it at once, and see how far it is."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.bookings.reading import put_on_record
from marketplace.takes.arriving import beginning, sending, showing, stopping
from marketplace.takes.arriving.api_schemas import (
    TakeBodySchema,
    TakeSchema,
    TakesProgressSchema,
    TrackBodySchema,
    TrackSchema,
)
from marketplace.takes.arriving.progress import progress_of
from marketplace.takes.arriving.showing import Listed
from marketplace.takes.models import Take
from marketplace.takes.scopes import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_played", __name__, url_prefix="/api/v1/takes", description="Takes of bookings"
)


@blueprint.route("")
class Takes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(TakeSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked) -> dict[str, Any]:
        """Takes that you play in, or that are played for your client, newest first"""
        session, actor = db.session(), current_actor()
        page = showing.page(session, actor, **asked)
        found = showing.listed(session, actor, Take.id.in_([row.id for row in page.items]))
        return {"items": [_plain(each) for each in found], "next": page.next}

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(TakeBodySchema)
    @blueprint.response(201, TakeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Begin a take of a booking: by those who arrange it, or have checked in"""
        return _whole(beginning.begin_take(form["booking_id"], actor=current_actor()))


@blueprint.route("/of-request/<uuid:request_id>")
class RequestTakes(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TakesProgressSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, request_id: UUID) -> dict[str, Any]:
        """How far the takes of your request are, and what they have cost"""
        found = progress_of(db.session(), request_id, current_actor())
        budget, earned = found.budget, found.earned
        return {
            "request_id": request_id,
            "languages": found.languages,
            "beats": found.beats,
            "together": found.together,
            "currency": budget.currency if budget else None,
            "earned_minor": earned.amount_minor if earned else None,
            "promised_minor": budget.committed_minor if budget else None,
            "confirmed_minor": budget.confirmed_minor if budget else None,
        }


@blueprint.route("/<uuid:take_id>")
class OneTake(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TakeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, take_id: UUID) -> dict[str, Any]:
        """A take, and how far each track of it is"""
        return _whole(take_id)


@blueprint.route("/<uuid:take_id>/track")
class TakeTrack(MethodView):
    # Not a POST, whose key and answer are kept in one transaction with what it does: a file may be
    # on its way to storage for minutes. An upload is taken once, however often this is sent.
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(TrackBodySchema)
    @blueprint.response(200, TakeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def put(self, form: dict[str, Any], take_id: UUID) -> dict[str, Any]:
        """Send your own track: an upload that is finished

        What is refused is not kept, and the upload of it is gone.
        """
        actor = current_actor()
        sending.receive_track(take_id, form["upload_id"], actor=actor, settings=settings())
        return _whole(take_id)


@blueprint.route("/<uuid:take_id>/stop")
class TakeStop(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, TakeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, take_id: UUID) -> dict[str, Any]:
        """The stop word: the take ends at once, and is paid"""
        stopping.stop_take(take_id, actor=current_actor())
        return _whole(take_id)


@blueprint.route("/<uuid:take_id>/calling-off")
class TakeCallOff(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, TakeSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, take_id: UUID) -> dict[str, Any]:
        """Call off a take that was begun by mistake, of which nothing came in"""
        beginning.call_off_take(take_id, actor=current_actor())
        return _whole(take_id)


def _whole(take_id: UUID) -> dict[str, Any]:
    actor = current_actor()
    found = showing.shown(db.session(), take_id, actor)
    put_on_record(found.names, actor=actor)
    return _plain(found.listed)


def _plain(found: Listed) -> dict[str, Any]:
    names = [name for name in TakeSchema().fields if name not in ("title", "tracks")]
    tracks = [
        {name: getattr(track, name) for name in TrackSchema().fields} for track in found.tracks
    ]
    plain = {name: getattr(found.take, name) for name in names}
    return plain | {"title": found.title, "tracks": tracks}
