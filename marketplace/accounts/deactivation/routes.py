"""The page of whoever is deactivated, and compliance's pages for deciding."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.deactivation import actions, queries
from marketplace.accounts.deactivation.errors import NoticeTooShort
from marketplace.accounts.deactivation.rules import LEAST_DAYS
from marketplace.accounts.deactivation.schemas import AppealForm, DeactivateForm, DecideForm
from marketplace.accounts.deactivation.words import REASONS, state_of

own = Blueprint("deactivated", __name__, url_prefix="/deactivated")
desk = Blueprint("deactivations", __name__, url_prefix="/compliance/deactivations")
_FOLDER = "marketplace/accounts/deactivation"


@own.get("")
def page() -> ResponseReturnValue:
    return _own({})


@own.post("")
def appeal() -> ResponseReturnValue:
    try:
        form = AppealForm().load(request.form)
    except ValidationError as invalid:
        return _own(request.form, invalid.messages_dict), 422
    case_id = actions.appeal(form["text"], actor=current_actor())
    flash("We have your appeal. Somebody who had no part in the decision looks at it.")
    return redirect(url_for("cases.page", case_id=case_id))


@desk.get("")
def all_of() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    rows = queries.all_of(session, actor=actor)
    words = request.args.get("q", "").strip()[:100]
    found = hooks.people_called(session, words) - {actor.id} if words else set()
    return render_template(
        f"{_FOLDER}/list.html",
        rows=rows,
        names=hooks.names(session, {each.account_id for each in rows} | found),
        found=sorted(found),
        words=words,
        reasons=REASONS,
        state_of=state_of,
    )


@desk.get("/of/<uuid:account_id>")
def decide(account_id: UUID) -> ResponseReturnValue:
    return _decide(account_id, {"days": LEAST_DAYS})


@desk.post("/of/<uuid:account_id>")
def deactivate(account_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = DeactivateForm().load(request.form)
        made = actions.deactivate(account_id, **form, actor=actor)
    except ValidationError as invalid:
        return _decide(account_id, request.form, invalid.messages_dict), 422
    except NoticeTooShort as short:
        return _decide(account_id, request.form, {"days": str(short)}), 422
    flash("Decided. They are told why, on what evidence, and how to appeal.")
    return redirect(url_for("deactivations.show", deactivation_id=made))


@desk.get("/<uuid:deactivation_id>")
def show(deactivation_id: UUID) -> ResponseReturnValue:
    return _show(deactivation_id, {})


@desk.post("/<uuid:deactivation_id>/appeal")
def decide_appeal(deactivation_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = DecideForm().load(request.form)
    except ValidationError as invalid:
        return _show(deactivation_id, request.form, invalid.messages_dict), 422
    overturn = form["decision"] == "overturn"
    actions.decide_appeal(deactivation_id, overturn=overturn, answer=form["answer"], actor=actor)
    flash("Decided. They are told.")
    return redirect(url_for("deactivations.show", deactivation_id=deactivation_id))


@desk.post("/<uuid:deactivation_id>/back")
def take_back(deactivation_id: UUID) -> ResponseReturnValue:
    actions.take_back(deactivation_id, actor=current_actor())
    flash("Taken back. Their account is as it was.")
    return redirect(url_for("deactivations.show", deactivation_id=deactivation_id))


def _own(typed: Any, errors: Any = None) -> str:
    found = queries.own(db.session(), current_actor().id)
    return render_template(
        f"{_FOLDER}/own.html",
        found=found,
        in_effect=found is not None and found.row.takes_effect_at <= now(),
        reasons=REASONS,
        typed=typed,
        errors=errors or {},
    )


def _decide(account_id: UUID, typed: Any, errors: Any = None) -> str:
    return render_template(
        f"{_FOLDER}/decide.html",
        account_id=account_id,
        name=queries.person(db.session(), account_id, actor=current_actor()),
        reasons=list(REASONS.items()),
        least_days=LEAST_DAYS,
        typed=typed,
        errors=errors or {},
    )


def _show(deactivation_id: UUID, typed: Any, errors: Any = None) -> str:
    session, actor = db.session(), current_actor()
    found = queries.decided(session, deactivation_id, actor=actor)
    row = found.row
    people = {row.account_id, row.decided_by, *filter(None, (row.upheld_by, row.ended_by))}
    return render_template(
        f"{_FOLDER}/show.html",
        found=found,
        names=hooks.names(session, people),
        reasons=REASONS,
        state=state_of(row),
        may_decide=row.waits_for_decision and actor.id not in (row.decided_by, row.account_id),
        may_take_back=row.ended_at is None and actor.id != row.account_id,
        typed=typed,
        errors=errors or {},
    )
