"""Downloads of projections for whom they concern, and today's answer about a recording for all."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from consent.ledger.explaining.words import said
from consent.projections import actions, links
from consent.projections.answers import Answers, answers
from consent.projections.cawg import ENTRIES, SPELLED
from consent.projections.errors import NothingToShow
from consent.projections.kinds import LINKED_DATA
from foundation.api.pace import Pace
from foundation.clock import now
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import current_actor

blueprint = Blueprint("projections", __name__)
_pace = Pace(burst=600)
_NO_COPY = "no-store"
"""Whoever asks gets today's answer: a kept one would outlive a withdrawal."""


@blueprint.get("/projections/grants/<uuid:grant_id>/<kind>.json")
def of_grant(grant_id: UUID, kind: str) -> ResponseReturnValue:
    found = actions.show_grant(grant_id, kind, actor=current_actor())
    return _file(found, kind, f"{kind}-{grant_id}.json")


@blueprint.get("/projections/recordings/<uuid:recording_id>/<kind>.json")
def of_recording(recording_id: UUID, kind: str) -> ResponseReturnValue:
    found = actions.show_recording(recording_id, kind, actor=current_actor())
    return _file(found, kind, f"{kind}-{recording_id}.json")


@blueprint.get("/licence-status/<uuid:public_id>")
def status(public_id: UUID) -> ResponseReturnValue:
    found = _answers(public_id)
    wanted = request.accept_mimetypes.best_match(("text/html", "application/json"))
    if wanted == "application/json":
        return _status(found, public_id)
    answer = Response(
        render_template(
            "consent/projections/status.html",
            answers=[(said(use).capitalize(), held) for use, held in found.items()],
            public_id=public_id,
            at=now(),
        )
    )
    answer.headers["Cache-Control"] = _NO_COPY
    answer.headers["Vary"] = "Accept"
    return answer


@blueprint.get("/licence-status/<uuid:public_id>.json")
def status_file(public_id: UUID) -> ResponseReturnValue:
    return _status(_answers(public_id), public_id)


def _answers(public_id: UUID) -> Answers:
    _pace.spend(request.remote_addr)
    session = db.session()
    recording_id = links.recording_called(session, public_id)
    if recording_id is None:
        raise NothingToShow
    return answers(session, recording_id, now().date())


def _status(found: Answers, public_id: UUID) -> Response:
    said_of = {
        use.value: {
            "use": SPELLED[held.answer],
            "entry": ENTRIES[use],
            **({"until": held.until.isoformat()} if held.until else {}),
        }
        for use, held in found.items()
    }
    body = {"id": str(public_id), "as_of": now().isoformat(timespec="seconds"), "uses": said_of}
    answer = _json(body, "application/json")
    answer.headers["Vary"] = "Accept"
    # Any page and any tool may read this: it says nothing about anybody.
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return answer


def _file(found: dict[str, Any], kind: str, name: str) -> Response:
    media_type = "application/ld+json" if kind in LINKED_DATA else "application/json"
    return saved_as(_json(found, media_type), name)


def _json(body: object, kind: str) -> Response:
    answer = Response(json.dumps(body, indent=2, ensure_ascii=False) + "\n", content_type=kind)
    answer.headers["Cache-Control"] = _NO_COPY
    return answer
