"""The page of one recording's story."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.console.story.actions import read_story
from consent.console.story.schemas import MomentForm
from consent.console.story.standing import Moment
from consent.console.story.telling import Story
from consent.reading.naming import named, of_this
from consent.reading.titles import record_titles
from consent.recordings.naming import title_of
from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("stories", __name__, url_prefix="/compliance/recordings")


@blueprint.get("/<uuid:recording_id>")
def page(recording_id: UUID) -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    try:
        form, errors = MomentForm().load(request.args), {}
    except ValidationError as invalid:
        form, errors = {"on": None, "known_at": None}, invalid.messages_dict
    found = read_story(recording_id, moment_of(form), actor=current_actor())
    return _page(found, errors), 422 if errors else 200


def moment_of(form: dict[str, Any]) -> Moment:
    """Today as we know it now, unless something else is asked for."""
    known_at: datetime = form["known_at"].replace(tzinfo=UTC) if form["known_at"] else now()
    return Moment(form["on"] or known_at.date(), known_at)


def _page(found: Story, errors: object) -> str:
    names = hooks.names(db.session(), found.named)
    titles = record_titles(db.session(), [each.grant.thread for each in found.parts])
    sentences = [
        of_this(sentence, titles.get(each.line.entry.event.thread))
        for each, sentence in zip(
            found.told, named([each.line.sentence for each in found.told]), strict=True
        )
    ]
    return render_template(
        "consent/console/story/page.html",
        story=found,
        title=title_of(db.session(), found.recording_id),
        titles=titles,
        names=names,
        told=list(zip(found.told, sentences, strict=True)),
        pauses={each.grant.id: named(each.pauses) for each in found.parts},
        typed=request.args,
        looks_back=bool(request.args.get("on") or request.args.get("known_at")),
        errors=errors,
    )
