"""A performer's page on taxes: what was paid by year, their word, and where their form stands."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts import saying as facts_saying
from payouts.taxes import policy, saying, totals
from payouts.taxes.actions import declare_status as declare
from payouts.taxes.errors import ResidentsAreUsPersons
from payouts.taxes.schemas import StatusForm
from payouts.taxes.standing import form_for, standing
from payouts.taxes.thresholds import CURRENCY, TaxClass, rules_of

blueprint = Blueprint("taxes", __name__, url_prefix="/taxes")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("/status")
def declare_status() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_declare(actor))
    try:
        form = StatusForm().load(request.form)
        country, us_person = form["country"], form["us_person"] == "yes"
        new = declare(country=country, us_person=us_person, actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except ResidentsAreUsPersons as refused:
        return _page(request.form, {"us_person": str(refused)}), 422
    flash("Kept. You can change it here at any time." if new else "It was so before.")
    return redirect(url_for("taxes.page"))


def _page(values: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_declare(actor))
    known = standing(session, actor.id)
    declared = known.declaration
    if declared and not values:
        us_person = "yes" if declared.us_person else "no"
        values = {"country": declared.country, "us_person": us_person}
    years = totals.years_of(session, actor.id)
    rules = rules_of(now().year)
    return render_template(
        "payouts/taxes/page.html",
        known=known,
        wanted=form_for(declared) if declared else None,
        years=[(year, totals.totals(session, year, [actor.id])) for year in years],
        rules=rules,
        from_minor=rules.from_minor[TaxClass.SERVICES],
        royalties_from_minor=rules.from_minor[TaxClass.ROYALTIES],
        percent=int(rules.rate * 100),
        currency=CURRENCY,
        kind=facts_saying.kind,
        saying=saying,
        values=values,
        errors=errors,
    )
