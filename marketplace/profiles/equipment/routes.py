"""The page on which performers check their camera and microphone."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import policy
from marketplace.profiles.equipment import actions, findings, queries
from marketplace.profiles.equipment.findings import Findings

blueprint = Blueprint("equipment", __name__, url_prefix="/profile/equipment")
_MISSING = "Run the check first: press “Begin”."


def _figure(least: int, most: int, *, required: bool = True) -> fields.Integer:
    says: dict[str, Any] = {"required": _MISSING, "invalid": _MISSING}
    bounds = validate.Range(least, most, error=_MISSING)
    if required:
        return fields.Integer(required=True, validate=bounds, error_messages=says)
    return fields.Integer(load_default=None, validate=bounds, error_messages=says)


class FindingsForm(Schema):
    class Meta:
        unknown = EXCLUDE

    sample_rate_hz = _figure(1000, 768_000)
    noise_db = _figure(-200, 0)
    level_db = _figure(-200, 0)
    width = _figure(1, 20_000, required=False)
    height = _figure(1, 20_000, required=False)
    frame_rate = _figure(1, 1000, required=False)
    headphones = fields.Boolean(
        required=True, error_messages={"required": "Choose one.", "invalid": "Choose one."}
    )


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def keep_findings() -> ResponseReturnValue:
    typed = {name: value for name, value in request.form.items() if value}
    try:
        found = Findings(**FindingsForm().load(typed))
    except ValidationError as invalid:
        wrong = invalid.messages_dict
        said = {"headphones": wrong["headphones"]} if "headphones" in wrong else {}
        return _page(typed, said or {"begin": _MISSING}), 422
    actions.keep_findings(found, actor=current_actor())
    flash("Kept. Those who may see your profile see it.")
    return redirect(url_for("equipment.page"))


def _page(values: Any, errors: Any) -> str:
    actor = current_actor()
    actor.require(policy.may_perform(actor))
    last = queries.newest_check(db.session(), actor.id)
    return render_template(
        "marketplace/profiles/equipment.html",
        last=last,
        lines=findings.lines(last.found) if last else [],
        to_mend=findings.to_mend(last.found) if last else [],
        names=tuple(FindingsForm().fields)[:-1],
        values=values,
        errors=errors,
    )
