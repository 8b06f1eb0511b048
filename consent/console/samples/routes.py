"""Pages of the samples."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.console.samples import actions, queries
from consent.console.samples.errors import NothingSignedYet
from consent.console.samples.models import Verdict
from consent.console.samples.schemas import SampleForm, VerdictForm
from consent.reading.naming import named
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("samples", __name__, url_prefix="/compliance/samples")
VERDICTS = {Verdict.RIGHT: "Right", Verdict.WRONG: "Wrong", Verdict.UNCLEAR: "Unclear"}


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({"wanted": 20}, {})


@blueprint.post("")
def ask() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.READ_RIGHTS)
    try:
        form = SampleForm().load(request.form)
        sample_id = actions.ask_for_sample(form["purpose"], form["wanted"], actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NothingSignedYet as refused:
        return _page(request.form, {"purpose": str(refused)}), 409
    flash("It is asked for. The next checkpoint decides which entries are in it.")
    return redirect(url_for("samples.show", sample_id=sample_id))


@blueprint.get("/<uuid:sample_id>")
def show(sample_id: UUID) -> ResponseReturnValue:
    return _show(sample_id)


@blueprint.post("/<uuid:sample_id>/<int(max=2147483647):number>")
def judge(sample_id: UUID, number: int) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.READ_RIGHTS)
    try:
        form = VerdictForm().load(request.form)
    except ValidationError as invalid:
        wrong = next(iter(invalid.messages_dict.values()))
        return _show(sample_id, {f"verdict_{number}": wrong}), 422
    case_id = actions.judge_item(
        sample_id, number, form["verdict"], words=form["words"], actor=actor
    )
    flash("Kept." if case_id is None else "Kept, and a case about it is open. It is yours.")
    return redirect(url_for("samples.show", sample_id=sample_id))


def _page(values: object, errors: object) -> str:
    current_actor().require_power(Power.READ_RIGHTS)
    found = queries.samples(db.session())
    return render_template(
        "consent/console/samples/page.html", samples=found, values=values, errors=errors
    )


def _show(sample_id: UUID, errors: object = None) -> str:
    read = queries.read_sample(sample_id, actor=current_actor())
    return render_template(
        "consent/console/samples/show.html",
        read=read,
        items=list(zip(read.items, named([each.sentence for each in read.items]), strict=True)),
        verdicts=[(verdict.value, label) for verdict, label in VERDICTS.items()],
        labels={verdict.value: label for verdict, label in VERDICTS.items()},
        errors=errors or {},
    )
