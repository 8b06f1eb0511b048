"""Pages of whole threads, for those whom they are about and for compliance."""

from flask import Blueprint, Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.keeping import openings, places
from consent.reading import actions
from consent.reading.naming import in_names
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor, settings

blueprint = Blueprint("threads", __name__, url_prefix="/threads")


class FindForm(Schema):
    class Meta:
        unknown = EXCLUDE

    thread = fields.String(
        required=True,
        validate=validate.Regexp(
            r"\s*[A-Za-z0-9_-]{22}\s*\Z",
            error="A thread's name has 22 letters, digits, hyphens and underscores.",
        ),
    )


@blueprint.get("")
def mine() -> ResponseReturnValue:
    if "thread" not in request.args:
        return _mine({}, {})
    try:
        form = FindForm().load(request.args)
    except ValidationError as wrong:
        return _mine(request.args, wrong.messages_dict), 422
    return redirect(url_for("threads.page", thread=form["thread"].strip()))


@blueprint.get("/<thread>")
def page(thread: str) -> ResponseReturnValue:
    return render_template(
        "consent/reading/thread.html",
        thread=thread,
        lines=in_names(actions.read_thread(thread, actor=current_actor())),
    )


@blueprint.get("/<thread>/evidence")
def evidence(thread: str) -> ResponseReturnValue:
    given = settings()
    bundle = actions.take_evidence(
        thread, keys=places.keys(given), policy=places.policy(given), actor=current_actor()
    )
    answer = Response(bundle, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{thread}.zip"'
    return answer


def _mine(values: object, errors: object) -> str:
    actor = current_actor()
    return render_template(
        "consent/reading/mine.html",
        threads=openings.own_threads(db.session(), actor),
        may_find=Power.READ_RIGHTS in actor.powers,
        values=values,
        errors=errors,
    )
