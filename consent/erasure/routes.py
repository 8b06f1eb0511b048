"""Pages on which records are erased: first what may go and what may not, then once more."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from consent.erasure import actions
from consent.erasure.judging import Judged, judge
from consent.reading.titles import record_titles
from foundation import fresh, hooks
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("erasure", __name__, url_prefix="/erasure")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return render_template("consent/erasure/page.html", **_records(current_actor().id))


@blueprint.get("/confirm")
def ask_to_erase_own() -> ResponseReturnValue:
    return _ask(current_actor().id, url_for("erasure.erase_own"), url_for("erasure.page"))


@blueprint.post("")
def erase_own() -> ResponseReturnValue:
    fresh.require(current_user)
    actions.erase_own(request.form.getlist("thread"), actor=current_actor())
    return _erased(url_for("erasure.page"))


@blueprint.get("/<uuid:person_id>")
def page_of(person_id: UUID) -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_RIGHTS)
    return render_template("consent/erasure/page_of.html", **_records(person_id))


@blueprint.get("/<uuid:person_id>/confirm")
def ask_to_erase_for(person_id: UUID) -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_RIGHTS)
    here = url_for("erasure.page_of", person_id=person_id)
    return _ask(person_id, url_for("erasure.erase_for", person_id=person_id), here)


@blueprint.post("/<uuid:person_id>")
def erase_for(person_id: UUID) -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_RIGHTS)
    fresh.require(current_user)
    actions.erase_for(person_id, request.form.getlist("thread"), actor=current_actor())
    return _erased(url_for("erasure.page_of", person_id=person_id))


def _records(person_id: UUID) -> dict[str, object]:
    judged = judge(db.session(), person_id)
    return {
        "person_id": person_id,
        "name": hooks.names(db.session(), [person_id]).get(person_id, "Somebody who left"),
        "titles": record_titles(db.session(), [each.thread for each in judged]),
        "may_go": [each for each in judged if not each.kept],
        "kept": [each for each in judged if each.kept],
    }


def _ask(person_id: UUID, action: str, back: str) -> ResponseReturnValue:
    asked = set(request.args.getlist("thread"))
    chosen = [each for each in judge(db.session(), person_id) if _may_go(each, asked)]
    if not chosen:
        flash("Choose one record at least.")
        return redirect(back)
    return render_template(
        "consent/erasure/confirm.html",
        chosen=chosen,
        titles=record_titles(db.session(), [each.thread for each in chosen]),
        action=action,
        back=back,
    )


def _may_go(each: Judged, asked: set[str]) -> bool:
    return each.thread in asked and not each.kept


def _erased(back: str) -> ResponseReturnValue:
    flash("Erased. That something was erased stays on record; what it was, nobody can read again.")
    return redirect(back)
