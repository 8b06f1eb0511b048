"""Performers' own pages: who may use my recordings, for what, until when; and stop it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.holders.queries import holders_of
from consent.rights import (
    appealing,
    asking,
    ending_all,
    one_use,
    pausing,
    receipts,
    renewing,
    standing,
    telling_whole,
    trained,
)
from consent.rights.errors import (
    EndsTooEarly,
    NothingChanges,
    PausedAlready,
    PauseInThePast,
    TooManySubjects,
)
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.pages import page_values
from consent.rights.schemas import (
    ListQuery,
    NarrowForm,
    PauseAllForm,
    PauseForm,
    ResumeForm,
    WithdrawForm,
)
from consent.rights.uses_now import paused_in_words, uses_now
from consent.rights.withdrawing import withdraw_recording
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import current_actor, settings

blueprint = Blueprint("rights", __name__, url_prefix="/rights")


@blueprint.get("")
def page() -> ResponseReturnValue:
    asked = asking.loaded(ListQuery(), request.args) or {}
    return render_template("consent/rights/page.html", **page_values(current_actor(), **asked))


@blueprint.get("/<uuid:recording_id>")
def recording(recording_id: UUID) -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    card = asking.card_of(recording_id)
    lines = telling_whole.own_lines(session, actor, card)
    holders = holders_of(session, [recording_id]).get(recording_id, ())
    return render_template(
        "consent/rights/recording.html",
        card=card,
        **appealing.shown(session, recording_id, actor),
        uses=uses_now(card),
        paused_in_words=paused_in_words,
        timeline=telling_whole.timeline(lines, card),
        recalls=telling_whole.recalls(session, actor, card),
        proofs=trained.proofs(lines),
        reported=trained.reported_of(session, recording_id, holders),
    )


@blueprint.get("/<uuid:recording_id>/receipts/<string(length=22):entry_id>")
def receipt(recording_id: UUID, entry_id: str) -> ResponseReturnValue:
    made = receipts.receipt(db.session(), recording_id, entry_id, settings(), actor=current_actor())
    return saved_as(jsonify(made), f"receipt-{entry_id}.json")


@blueprint.get("/<uuid:recording_id>/withdraw")
def ask_to_withdraw(recording_id: UUID) -> ResponseReturnValue:
    return asking.withdraw_page(recording_id, request.args, {})


@blueprint.post("/<uuid:recording_id>/withdraw")
def withdraw(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = WithdrawForm().load(_filled())
    except ValidationError as wrong:
        return asking.withdraw_page(recording_id, request.form, wrong.messages_dict), 422
    withdraw_recording(
        recording_id,
        agreement_id=form["agreement"],
        reason=form["reason"] or None,
        actor=current_actor(),
    )
    return _back(recording_id, "Withdrawn. It may not be used from now on.")


@blueprint.get("/<uuid:recording_id>/narrow")
def ask_to_narrow(recording_id: UUID) -> ResponseReturnValue:
    return asking.narrow_page(recording_id, {}, {})


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
        return asking.narrow_page(recording_id, filled, wrong.messages_dict), 422
    except EndsTooEarly as refused:
        return asking.narrow_page(recording_id, filled, {"ends_on": str(refused)}), 422
    except TooManySubjects as refused:
        return asking.narrow_page(recording_id, filled, {"excluded": str(refused)}), 422
    except NothingChanges as refused:
        return asking.narrow_page(recording_id, filled, {"stop": str(refused)}), 422
    return _back(recording_id, "Narrowed. Only what is left may be done from now on.")


@blueprint.get("/<uuid:recording_id>/pause")
def ask_to_pause(recording_id: UUID) -> ResponseReturnValue:
    return asking.pause_page(recording_id, request.args, {})


@blueprint.post("/<uuid:recording_id>/pause")
def pause(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = PauseForm().load(_filled())
        uses = frozenset((form["use"],)) if form["use"] else None
        pausing.suspend_recording(
            recording_id, until=form["until"], uses=uses, actor=current_actor()
        )
    except ValidationError as wrong:
        return asking.pause_page(recording_id, request.form, wrong.messages_dict), 422
    except (PauseInThePast, PausedAlready) as refused:
        return asking.pause_page(recording_id, request.form, {"until": str(refused)}), 422
    return _back(recording_id, "Paused. You can resume it at any time.")


@blueprint.post("/<uuid:recording_id>/resume")
def resume(recording_id: UUID) -> ResponseReturnValue:
    """All that one paused, or some uses where the form names them."""
    form = asking.loaded(ResumeForm(), {"uses": request.form.getlist("uses")})
    if form is not None:
        one_use.resume_uses(recording_id, frozenset(form["uses"]), actor=current_actor())
    else:
        pausing.resume_recording(recording_id, actor=current_actor())
    return _back(recording_id, "Resumed. It may be used again as you allowed.")


@blueprint.get("/withdraw")
def ask_to_withdraw_all() -> ResponseReturnValue:
    return asking.withdraw_all_page(request.args, {})


@blueprint.post("/withdraw")
def withdraw_all() -> ResponseReturnValue:
    try:
        form = WithdrawForm().load(_filled())
    except ValidationError as wrong:
        return asking.withdraw_all_page(request.form, wrong.messages_dict), 422
    ending_all.withdraw_all(
        client_id=form["client"], reason=form["reason"] or None, actor=current_actor()
    )
    flash("Withdrawn. None of it may be used from now on; you get a receipt when all is done.")
    return redirect(url_for("rights.page"))


@blueprint.get("/pauses")
def pauses() -> ResponseReturnValue:
    return asking.pauses_page({}, {})


@blueprint.post("/pauses")
def begin_pause() -> ResponseReturnValue:
    try:
        form = PauseAllForm().load(_filled())
        standing.begin_own_pause(
            form["cause"], client_id=form["client"], until=form["until"], actor=current_actor()
        )
    except ValidationError as wrong:
        return asking.pauses_page(request.form, wrong.messages_dict), 422
    except (PauseInThePast, PausedAlready) as refused:
        return asking.pauses_page(request.form, {"until": str(refused)}), 422
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


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: value for name, value in request.form.items() if value.strip()}


def _back(recording_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("rights.recording", recording_id=recording_id))
