"""The page on when runs pay and what may be paid in which currency, with all that was decided."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy import select

from foundation import hooks
from foundation.actors import Power
from foundation.amounts import amount_in
from foundation.database import db
from foundation.web import current_actor
from marketplace.facts.next_pay import NextPay
from payouts.pay_runs import rules
from payouts.pay_runs.models import CurrencyRule, ScheduleTerms
from payouts.pay_runs.periods import WEEKDAYS
from payouts.pay_runs.schemas import CurrencyForm, ScheduleForm
from payouts.pay_runs.when import upcoming

blueprint = Blueprint("pay_rules", __name__, url_prefix="/finance/rules")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page("", {}, {})


@blueprint.post("/schedule")
def change_schedule() -> ResponseReturnValue:
    return _changed("schedule", _schedule)


@blueprint.post("/currencies")
def change_rule() -> ResponseReturnValue:
    return _changed("currency", _rule)


def _changed(form: str, change: Callable[[], str]) -> ResponseReturnValue:
    current_actor().require_power(Power.APPROVE_PAY)
    try:
        said = change()
    except ValidationError as invalid:
        return _page(form, request.form, invalid.messages_dict), 422
    flash(said)
    return redirect(url_for("pay_rules.page"))


def _schedule() -> str:
    typed = ScheduleForm().load(request.form)
    rules.change_schedule(**typed, actor=current_actor())
    return "Decided. The period that has begun still ends as it was announced."


def _rule() -> str:
    typed = CurrencyForm().load(request.form)
    currency = typed["currency"]
    rules.change_rule(
        payable=typed["payable"],
        minimum=amount_in(typed, currency, "minimum"),
        second=amount_in(typed, currency, "second"),
        because=typed["because"],
        actor=current_actor(),
    )
    return "Decided. It counts for runs that are planned from now on."


def _page(form: str, values: Any, errors: Any) -> str:
    current_actor().require_power(Power.APPROVE_PAY)
    session = db.session()
    schedules = session.scalars(select(ScheduleTerms).order_by(ScheduleTerms.number.desc())).all()
    newest = CurrencyRule.decided_at.desc()
    decided = session.scalars(select(CurrencyRule).order_by(newest, CurrencyRule.id)).all()
    going = upcoming(session)
    people = {each.decided_by for each in schedules} | {each.decided_by for each in decided}
    return render_template(
        "payouts/pay_runs/rules.html",
        upcoming=going,
        as_it_is=_as_it_is(going),
        rules=sorted(rules.currency_rules(session).values(), key=lambda each: each.currency),
        schedules=schedules,
        decided=decided,
        weekdays=WEEKDAYS,
        names=hooks.names(session, people),
        form=form,
        values=values,
        errors=errors,
    )


def _as_it_is(going: NextPay) -> dict[str, str]:
    """What the form about the schedule begins with."""
    return {
        "weekday": str(WEEKDAYS.index(going.weekday)),
        "cut_off": going.time,
        "zone": going.zone,
        "pay_weekday": str(WEEKDAYS.index(going.pay_weekday)),
    }
