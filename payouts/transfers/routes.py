"""Finance's page of payouts that Stripe tells us nothing about any more."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from foundation import hooks
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor
from payouts.transfers import losing
from payouts.transfers.errors import NotLost, StillOpen

blueprint = Blueprint("out_of_sight", __name__, url_prefix="/finance/out-of-sight")
_WHY = "Write how you know."


class ArrivedForm(Schema):
    class Meta:
        unknown = EXCLUDE

    because = fields.String(
        required=True,
        validate=[
            validate.Length(1, 500, error="Write 1 to 500 letters."),
            validate.Regexp(r"[\s\S]*\S", error=_WHY),
        ],
        error_messages={"required": _WHY},
    )


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {}, None)


@blueprint.post("/<uuid:payout_id>/arrival")
def say_arrived(payout_id: UUID) -> ResponseReturnValue:
    try:
        because = ArrivedForm().load(request.form)["because"].strip()
        losing.say_arrived(payout_id, because, actor=current_actor())
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict, payout_id), 422
    except (NotLost, StillOpen) as refused:
        return _page({}, {"because": str(refused)}, payout_id), 409
    flash("It counts as paid now, and the performer is told.")
    return redirect(url_for("out_of_sight.page"))


@blueprint.post("/<uuid:payout_id>/taking-back")
def try_again(payout_id: UUID) -> ResponseReturnValue:
    try:
        losing.try_again(payout_id, actor=current_actor())
    except (NotLost, StillOpen) as refused:
        return _page({}, {"because": str(refused)}, payout_id), 409
    flash("Stripe is asked to give it back within a minute.")
    return redirect(url_for("out_of_sight.page"))


def _page(values: Any, errors: Any, about: UUID | None) -> str:
    session = db.session()
    current_actor().require_power(Power.APPROVE_PAY)
    found = losing.all_lost(session)
    people = {payout.performer_id for _, payout in found}
    people |= {row.ended_by for row, _ in found if row.ended_by}
    cases = {row.case_id for row, _ in found if row.case_id}
    return render_template(
        "payouts/transfers/out_of_sight.html",
        found=found,
        names=hooks.names(session, people),
        cases=hooks.references(session, sorted(cases)),
        values=values,
        errors=errors,
        about=about,
    )
