"""Pages of whole threads, for those whom they are about and for compliance."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.keeping import openings, places, readings
from consent.reading import actions
from consent.reading.finding import threads_called
from consent.reading.naming import in_names
from consent.reading.standing import records, stands
from consent.reading.titles import record_titles
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import current_actor, settings

blueprint = Blueprint("threads", __name__, url_prefix="/threads")


class FindForm(Schema):
    class Meta:
        unknown = EXCLUDE

    thread = fields.String(
        required=True,
        validate=validate.Regexp(
            r"\s*([A-Za-z0-9_-]{22}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12})\s*\Z",
            error="Such a name has 22 letters, digits, hyphens and underscores; a recording's has"
            " 32 digits and letters from a to f, with hyphens.",
        ),
    )


@blueprint.get("", strict_slashes=False)
def mine() -> ResponseReturnValue:
    if "thread" not in request.args:
        return _mine({}, {})
    try:
        form = FindForm().load(request.args)
    except ValidationError as wrong:
        return _mine(request.args, wrong.messages_dict), 422
    found = threads_called(db.session(), form["thread"].strip(), current_actor())
    if len(found) == 1:
        return redirect(url_for("threads.page", thread=found[0]))
    if not found:
        return _mine(request.args, {"thread": "Nothing is recorded about such a recording."}), 422
    return render_template(
        "consent/reading/found.html", threads=found, titles=record_titles(db.session(), found)
    )


@blueprint.get("/<thread>")
def page(thread: str) -> ResponseReturnValue:
    actor = current_actor()
    lines = actions.read_thread(thread, actor=actor)
    titles = record_titles(db.session(), [thread])
    own = thread in openings.own_threads(db.session(), actor)
    return render_template(
        "consent/reading/thread.html",
        thread=thread,
        titles=titles,
        own=own,
        answers=Power.READ_RIGHTS in actor.powers,
        lines=in_names(lines, titles.get(thread)),
        stands=stands(lines),
        today=now().date(),
    )


@blueprint.get("/<thread>/evidence")
def evidence(thread: str) -> ResponseReturnValue:
    given = settings()
    bundle = actions.take_evidence(
        thread, keys=places.keys(given), policy=places.policy(given), actor=current_actor()
    )
    return saved_as(Response(bundle, content_type="application/zip"), f"evidence-{thread}.zip")


def _mine(values: object, errors: object) -> str:
    actor = current_actor()
    found = records(openings.own_lines(db.session(), actor))
    return render_template(
        "consent/reading/mine.html",
        records=found,
        titles=record_titles(db.session(), [each.thread for each in found]),
        readings=readings.readings_of(db.session(), actor.id),
        may_find=Power.READ_RIGHTS in actor.powers,
        values=values,
        errors=errors,
    )
