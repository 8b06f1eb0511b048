"""Performers' own pages: who may use my recordings, for what, until when; and stop it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import Schema, ValidationError

from consent.ledger.explaining.words import said
from consent.rights import (
    appealing,
    ending_all,
    one_use,
    pausing,
    queries,
    receipts,
    renewing,
    standing,
    telling_whole,
)
from consent.rights.cards import Card, cards
from consent.rights.errors import (
    EndsTooEarly,
    NothingChanges,
    PausedAlready,
    PauseInThePast,
    TooManySubjects,
)
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.pages import page_values, pauses_values
from consent.rights.schemas import (
    ListQuery,
    NarrowForm,
    PauseAllForm,
    PauseForm,
    ResumeForm,
    WithdrawForm,
)
from consent.rights.uses_now import paused_in_words, uses_now, what_stops
from consent.rights.withdrawing import withdraw_recording
from foundation.database import db
from foundation.web import current_actor, settings

blueprint = Blueprint("rights", __name__, url_prefix="/rights")


@blueprint.get("")
def page() -> ResponseReturnValue:
    asked = _loaded(ListQuery(), request.args) or {}
    return render_template("consent/rights/page.html", **page_values(current_actor(), **asked))


@blueprint.get("/<uuid:recording_id>")
def recording(recording_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    card = _card(recording_id)
    return render_template(
        "consent/rights/recording.html",
        card=card,
        **appealing.shown(db.session(), recording_id, current_actor()),
        uses=uses_now(card),
        paused_in_words=paused_in_words,
        timeline=telling_whole.timeline(db.session(), actor, card),
        recalls=telling_whole.recalls(db.session(), actor, card),
    )


@blueprint.get("/<uuid:recording_id>/receipts/<string(length=22):entry_id>")
def receipt(recording_id: UUID, entry_id: str) -> ResponseReturnValue:
    made = receipts.receipt(db.session(), recording_id, entry_id, settings(), actor=current_actor())
    answer = jsonify(made)
    answer.headers["Content-Disposition"] = f'attachment; filename="receipt-{entry_id}.json"'
    return answer


@blueprint.get("/<uuid:recording_id>/withdraw")
def ask_to_withdraw(recording_id: UUID) -> ResponseReturnValue:
    return _ask_to_withdraw(recording_id, request.args, {})


@blueprint.post("/<uuid:recording_id>/withdraw")
def withdraw(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = WithdrawForm().load(_filled())
    except ValidationError as wrong:
        return _ask_to_withdraw(recording_id, request.form, wrong.messages_dict), 422
    withdraw_recording(
        recording_id,
        agreement_id=form["agreement"],
        reason=form["reason"] or None,
        actor=current_actor(),
    )
    return _back(recording_id, "Withdrawn. It may not be used from now on.")


@blueprint.get("/<uuid:recording_id>/narrow")
def ask_to_narrow(recording_id: UUID) -> ResponseReturnValue:
    return _ask_to_narrow(recording_id, {}, {})


@blueprint.post("/<uuid:recording_id>/narrow")
def narrow(recording_id: UUID) -> ResponseReturnValue:
    filled = {**_filled(), "stop": request.form.getlist("stop")}
    try:
        form = NarrowForm().load(filled)
        narrowing = Narrowing(
            stopped=frozenset(form["stop"]), ends_on=form["ends_on"], excluded=form["excluded"]
        )
        narrow_recording(recording_id, narrowing, actor=current_actor())
    except ValidationError as wrong:
        return _ask_to_narrow(recording_id, filled, wrong.messages_dict), 422
    except EndsTooEarly as refused:
        return _ask_to_narrow(recording_id, filled, {"ends_on": str(refused)}), 422
    except TooManySubjects as refused:
        return _ask_to_narrow(recording_id, filled, {"excluded": str(refused)}), 422
    except NothingChanges as refused:
        return _ask_to_narrow(recording_id, filled, {"stop": str(refused)}), 422
    return _back(recording_id, "Narrowed. Only what is left may be done from now on.")


@blueprint.get("/<uuid:recording_id>/pause")
def ask_to_pause(recording_id: UUID) -> ResponseReturnValue:
    return _ask_to_pause(recording_id, request.args, {})


@blueprint.post("/<uuid:recording_id>/pause")
def pause(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = PauseForm().load(_filled())
        uses = frozenset((form["use"],)) if form["use"] else None
        pausing.suspend_recording(
            recording_id, until=form["until"], uses=uses, actor=current_actor()
        )
    except ValidationError as wrong:
        return _ask_to_pause(recording_id, request.form, wrong.messages_dict), 422
    except (PauseInThePast, PausedAlready) as refused:
        return _ask_to_pause(recording_id, request.form, {"until": str(refused)}), 422
    return _back(recording_id, "Paused. You can resume it at any time.")


@blueprint.post("/<uuid:recording_id>/resume")
def resume(recording_id: UUID) -> ResponseReturnValue:
    """All that one paused, or some uses where the form names them."""
    form = _loaded(ResumeForm(), {"uses": request.form.getlist("uses")})
    if form is not None:
        one_use.resume_uses(recording_id, frozenset(form["uses"]), actor=current_actor())
    else:
        pausing.resume_recording(recording_id, actor=current_actor())
    return _back(recording_id, "Resumed. It may be used again as you allowed.")


@blueprint.get("/withdraw")
def ask_to_withdraw_all() -> ResponseReturnValue:
    return _ask_to_withdraw_all(request.args, {})


@blueprint.post("/withdraw")
def withdraw_all() -> ResponseReturnValue:
    try:
        form = WithdrawForm().load(_filled())
    except ValidationError as wrong:
        return _ask_to_withdraw_all(request.form, wrong.messages_dict), 422
    ending_all.withdraw_all(
        client_id=form["client"], reason=form["reason"] or None, actor=current_actor()
    )
    flash("Withdrawn. None of it may be used from now on; you get a receipt when all is done.")
    return redirect(url_for("rights.page"))


@blueprint.get("/pauses")
def pauses() -> ResponseReturnValue:
    return _pauses({}, {})


@blueprint.post("/pauses")
def begin_pause() -> ResponseReturnValue:
    try:
        form = PauseAllForm().load(_filled())
        standing.begin_own_pause(
            form["cause"], client_id=form["client"], until=form["until"], actor=current_actor()
        )
    except ValidationError as wrong:
        return _pauses(request.form, wrong.messages_dict), 422
    except (PauseInThePast, PausedAlready) as refused:
        return _pauses(request.form, {"until": str(refused)}), 422
    flash("The pause is on, for what there is and for what is registered while it stands.")
    return redirect(url_for("rights.pauses"))


@blueprint.post("/pauses/<uuid:pause_id>/lift")
def lift_pause(pause_id: UUID) -> ResponseReturnValue:
    standing.lift_own_pause(pause_id, actor=current_actor())
    flash("The pause is over. What you allowed counts again.")
    return redirect(url_for("rights.pauses"))


@blueprint.post("/offers/<uuid:offer_id>/accept")
def accept_renewal(offer_id: UUID) -> ResponseReturnValue:
    renewing.accept_renewal(offer_id, actor=current_actor())
    flash("Renewed, with your terms as they are.")
    return redirect(url_for("rights.page"))


@blueprint.post("/offers/<uuid:offer_id>/decline")
def decline_renewal(offer_id: UUID) -> ResponseReturnValue:
    renewing.decline_renewal(offer_id, actor=current_actor())
    flash("It ends on its last day by itself. Nothing else changes.")
    return redirect(url_for("rights.page"))


def _loaded(schema: Schema, values: Any) -> dict[str, Any] | None:
    """Of an address that somebody changed by hand, what cannot be read says nothing."""
    try:
        found: dict[str, Any] = schema.load({name: each for name, each in values.items() if each})
        return found
    except ValidationError:
        return None


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: value for name, value in request.form.items() if value.strip()}


def _card(recording_id: UUID) -> Card:
    session, actor = db.session(), current_actor()
    found = queries.recording_of(session, recording_id, actor)
    return cards(session, actor.id, [found])[0]


def _ask_to_withdraw(recording_id: UUID, values: Any, errors: object) -> str:
    card = _card(recording_id)
    chosen = [
        paper for paper in card.living if str(paper.grant.agreement_id) == values.get("agreement")
    ]
    return render_template(
        "consent/rights/withdraw.html",
        card=card,
        papers=chosen or card.living,
        alone=chosen[0] if chosen and len(card.living) > 1 else None,
        destroyed_on=telling_whole.destroyed_on(),
        values=values,
        errors=errors,
    )


def _ask_to_narrow(recording_id: UUID, values: Any, errors: object) -> str:
    card = _card(recording_id)
    return render_template(
        "consent/rights/narrow.html",
        card=card,
        choices=telling_whole.uses_to_stop(card),
        values=values,
        errors=errors,
    )


def _ask_to_pause(recording_id: UUID, values: Any, errors: object) -> str:
    card = _card(recording_id)
    asked = _loaded(PauseForm(only=("use",)), values) or {"use": None}
    return render_template(
        "consent/rights/pause.html",
        card=card,
        use=asked["use"],
        said=said,
        stops=what_stops(card, asked["use"]),
        uses=uses_now(card),
        values=values,
        errors=errors,
    )


def _ask_to_withdraw_all(values: Any, errors: object) -> str:
    asked = _loaded(WithdrawForm(only=("client",)), values) or {"client": None}
    return render_template(
        "consent/rights/withdraw_all.html",
        **telling_whole.extent_values(db.session(), current_actor(), asked["client"]),
        destroyed_on=telling_whole.destroyed_on(),
        values=values,
        errors=errors,
    )


def _pauses(values: Any, errors: object) -> str:
    return render_template(
        "consent/rights/pauses.html",
        **pauses_values(db.session(), current_actor()),
        values=values,
        errors=errors,
    )


def _back(recording_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("rights.recording", recording_id=recording_id))
