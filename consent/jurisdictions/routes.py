"""The page on which compliance keeps the rules of places."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from consent.jurisdictions import actions, queries
from consent.jurisdictions.actions import NewRule
from consent.jurisdictions.errors import EndsBeforeItBegins, NoSuchPlace
from consent.jurisdictions.schemas import RuleForm
from consent.jurisdictions.words import MEANINGS
from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("jurisdictions", __name__, url_prefix="/jurisdictions")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_RIGHTS)
    return _page({}, {})


@blueprint.post("")
def propose_rule() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = RuleForm().load(_filled())
        actions.propose_rule(NewRule(**form), actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NoSuchPlace as refused:
        return _page(request.form, {"jurisdiction": str(refused)}), 422
    except EndsBeforeItBegins as refused:
        return _page(request.form, {"effective_until": str(refused)}), 422
    return _back("It is proposed. Somebody else confirms it.")


@blueprint.post("/<uuid:rule_id>/confirm")
def confirm_rule(rule_id: UUID) -> ResponseReturnValue:
    actions.confirm_rule(rule_id, actor=current_actor())
    return _back("It is confirmed. It holds from its first day on.")


@blueprint.post("/<uuid:rule_id>/discard")
def discard_rule(rule_id: UUID) -> ResponseReturnValue:
    actions.discard_rule(rule_id, actor=current_actor())
    return _back("The proposal is discarded.")


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: each.strip() for name, each in request.form.items() if each.strip()}


def _page(values: object, errors: object) -> str:
    session, today = db.session(), now().date()
    waiting = queries.waiting(session)
    people = [each.proposed_by for each in waiting if each.proposed_by]
    every = queries.rules(session)
    return render_template(
        "consent/jurisdictions/page.html",
        meanings=MEANINGS,
        codes=[(code.value, meaning.label) for code, meaning in MEANINGS.items()],
        rules=[(each, _state(session, each, today)) for each in every],
        waiting=waiting,
        names=hooks.names(session, people),
        reader_id=current_actor().id,
        values=values,
        errors=errors,
    )


def _state(session: Session, rule: queries.Rule, today: date) -> str:
    """Whether it holds today, did, or will; another of its place may have taken its place."""
    if rule.effective_from > today:
        return "Later"
    holds = queries.rule(session, rule.jurisdiction, rule.code, today)
    return "Holds" if holds == rule else "Past"


def _back(said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("jurisdictions.page"))
