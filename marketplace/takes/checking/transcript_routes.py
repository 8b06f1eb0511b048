"""The page on which what is said in a track is read, written and taken away as WebVTT."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.downloads import saved_as
from foundation.errors import DomainError
from foundation.web import current_actor
from marketplace.takes.checking import transcribing, transcripts, webvtt
from marketplace.takes.checking.errors import (
    LineOutside,
    NoTranscript,
    SameTranscript,
    TranscriptNotText,
    TranscriptSaysNothing,
    WithheldText,
)
from marketplace.takes.checking.marks import SAID

blueprint = Blueprint(
    "transcripts", __name__, url_prefix="/takes/<uuid:take_id>/tracks/<uuid:track_id>"
)
UNFIT = (
    LineOutside,
    NoTranscript,
    SameTranscript,
    TranscriptNotText,
    TranscriptSaysNothing,
    WithheldText,
    webvtt.NotWebVtt,
)
MOST_BYTES = 4 * webvtt.MOST_CHARACTERS


@blueprint.get("/transcript")
def page(take_id: UUID, track_id: UUID) -> ResponseReturnValue:
    return _page(take_id, track_id, "", None)


@blueprint.post("/transcript")
def write_transcript(take_id: UUID, track_id: UUID) -> ResponseReturnValue:
    try:
        text = _sent()
        number = transcribing.write_transcript(take_id, track_id, text, actor=current_actor())
    except UNFIT as refused:
        db.session.rollback()
        return _page(take_id, track_id, request.form.get("text", ""), refused), 422
    flash(f"Kept as version {number}.")
    return redirect(url_for("transcripts.page", take_id=take_id, track_id=track_id))


@blueprint.get("/transcript.vtt")
def file(take_id: UUID, track_id: UUID) -> ResponseReturnValue:
    """The version that is asked for; before there is any, what to fill in."""
    found = _shown(take_id, track_id)
    name = f"take-{found.take.number}-{found.version.number if found.version else 'empty'}.vtt"
    headers = {"Cache-Control": "private, no-store"}
    text = found.text or found.skeleton
    return saved_as(Response(text, 200, headers, mimetype="text/vtt"), name)


def _sent() -> str:
    """A file that was chosen counts before what stands in the field."""
    chosen = request.files.get("file")
    if chosen is not None and chosen.filename:
        with chosen.stream as stream:
            return transcribing.text_of(stream.read(MOST_BYTES + 1))
    text = request.form.get("text", "").strip()
    if not text:
        raise NoTranscript
    return text


def _shown(take_id: UUID, track_id: UUID) -> transcripts.Shown:
    number = request.args.get("version", type=int)
    return transcripts.shown(db.session(), take_id, track_id, current_actor(), number)


def _page(take_id: UUID, track_id: UUID, typed: str, refused: DomainError | None) -> str:
    found = _shown(take_id, track_id)
    where = "file" if request.files.get("file") else "text"
    return render_template(
        "marketplace/takes/transcript.html",
        page=found,
        values={"text": typed or found.text or found.skeleton},
        errors={where: str(refused)} if refused else {},
        kinds=SAID,
    )
