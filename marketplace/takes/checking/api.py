"""Checks of takes for programs: what was measured, what is withheld, what is said."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.views import MethodView

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.takes.checking import marks, showing, transcribing, transcripts
from marketplace.takes.checking.api_schemas import (
    TakeCheckSchema,
    TrackMarkBodySchema,
    TranscriptBodySchema,
    TranscriptSchema,
    VersionQuerySchema,
)
from marketplace.takes.checking.marks import NewSpan
from marketplace.takes.checking.measured import Span
from marketplace.takes.checking.reports import Report
from marketplace.takes.checking.showing import Page, Shown
from marketplace.takes.scopes import READ, WRITE

blueprint = api.ApiBlueprint(
    "api_checks",
    __name__,
    url_prefix="/api/v1/takes/<uuid:take_id>",
    description="Checks of takes, withheld spans, transcripts",
)


@blueprint.route("/check")
class TakeCheck(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, TakeCheckSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, take_id: UUID) -> dict[str, Any]:
        """What the machine found in your track, or in all of a take that you judge"""
        return _plain(showing.page_for(take_id, actor=current_actor()))


@blueprint.route("/marks")
class TakeMarks(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(TrackMarkBodySchema)
    @blueprint.response(201, TakeCheckSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], take_id: UUID) -> dict[str, Any]:
        """Withhold a span of a track, or cut one of your own

        It goes to nobody from then on. A mark is never taken back, and changes no pay.
        """
        actor = current_actor()
        span = NewSpan(form["kind"], form["begins_ms"], form["ends_ms"])
        marks.mark_span(take_id, form["track_id"], span, actor=actor)
        return _plain(showing.page_for(take_id, actor=actor))


@blueprint.route("/tracks/<uuid:track_id>/transcript")
class TrackTranscript(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(VersionQuerySchema, location="query")
    @blueprint.response(200, TranscriptSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any], take_id: UUID, track_id: UUID) -> dict[str, Any]:
        """What is said in a track: the newest version, or the one that is asked for"""
        return _transcript(take_id, track_id, asked["version"])

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(TranscriptBodySchema)
    @blueprint.response(201, TranscriptSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], take_id: UUID, track_id: UUID) -> dict[str, Any]:
        """Write a new version of what is said"""
        actor = current_actor()
        number = transcribing.write_transcript(take_id, track_id, form["text"], actor=actor)
        return _transcript(take_id, track_id, number)


def _transcript(take_id: UUID, track_id: UUID, number: int | None) -> dict[str, Any]:
    found = transcripts.shown(db.session(), take_id, track_id, current_actor(), number)
    return {
        "number": found.version.number if found.version else None,
        "versions": [each.number for each in found.versions],
        "text": found.text,
        "skeleton": found.skeleton,
    }


def _plain(page: Page) -> dict[str, Any]:
    return {
        "take_id": page.take.id,
        "cut_by": page.cut_by,
        "tracks": [_track(each) for each in page.tracks],
        "overlaps": _spans(page.turns.overlaps) if page.turns else [],
    }


def _track(shown: Shown) -> dict[str, Any]:
    return {
        "id": shown.track.id,
        "state": shown.track.state,
        "progress": shown.progress,
        "withheld": shown.marks,
        **_measured(shown.report),
    }


def _measured(report: Report | None) -> dict[str, Any]:
    sound = report.measured.sound if report else None
    missed = report.missed if report else ()
    return {
        "seconds": report.measured.seconds if report else None,
        "loudness_lufs": sound.loudness_lufs if sound else None,
        "signal_to_noise_db": sound.signal_to_noise_db if sound else None,
        "missed": [
            {**each.as_json(), "code": each.miss, "sentence": each.sentence} for each in missed
        ],
        "turns": _spans(sound.voiced) if sound else [],
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [
        {"begins_ms": round(begins * 1_000), "ends_ms": round(ends * 1_000)}
        for begins, ends in spans
    ]
