"""Compliance's table of how people may be engaged between places."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate

from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles.eligibility import actions, queries
from marketplace.profiles.eligibility.actions import NotYetKnown
from marketplace.profiles.eligibility.supplied import Rule
from marketplace.profiles.words import Engagement

blueprint = Blueprint("engagement_rules", __name__, url_prefix="/engagement-rules")
ENGAGEMENTS = (
    (Engagement.FREELANCE, "Freelance", "Offers may be made."),
    (Engagement.EMPLOYEE, "Presumed an employee", "Offers wait for compliance."),
    (Engagement.PERMIT, "Needs a permit", "Offers wait for compliance."),
    (Engagement.ASK, "Ask compliance", "Not known, or it depends."),
)
_PLACE = validate.Regexp(r"([A-Z]{2}(-[A-Z0-9]{1,3})?)?\Z", error="Write a code, as DE or US-CA.")


def _sentence(most: int) -> fields.String:
    return fields.String(
        required=True,
        validate=[
            validate.Length(max=most, error=f"Use at most {most} characters."),
            validate.Regexp(r"[\s\S]*\S", error="Write a sentence."),
        ],
        error_messages={"required": "Write a sentence."},
    )


class RuleForm(Schema):
    class Meta:
        unknown = EXCLUDE

    lives_in = fields.String(required=True, validate=_PLACE)
    client_in = fields.String(required=True, validate=_PLACE)
    engagement = fields.Enum(
        Engagement,
        by_value=True,
        required=True,
        error_messages={"required": "Choose one.", "unknown": "Choose one."},
    )
    asks = _sentence(500)
    source = _sentence(200)
    known_on = fields.Date(
        required=True, error_messages={"required": "Choose a day.", "invalid": "Choose a day."}
    )

    @pre_load
    def _capitals(self, sent: dict[str, Any], **_: Any) -> dict[str, Any]:
        places = {name: str(sent.get(name, "")).strip().upper() for name in _PLACES}
        return {**sent, **places}


_PLACES = ("lives_in", "client_in")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def set_rule() -> ResponseReturnValue:
    try:
        rule = Rule(**RuleForm().load(request.form.to_dict()))
        actions.set_rule(rule, actor=current_actor())
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NotYetKnown as refused:
        return _page(request.form, {"known_on": str(refused)}), 422
    flash("Kept. It holds for offers from now on.")
    return redirect(url_for("engagement_rules.page"))


def _page(values: Any, errors: Any) -> str:
    return render_template(
        "marketplace/profiles/engagement_rules.html",
        rules=queries.rules(db.session(), current_actor()),
        engagements=ENGAGEMENTS,
        labels={each: label for each, label, _ in ENGAGEMENTS},
        values=values,
        errors=errors,
    )
