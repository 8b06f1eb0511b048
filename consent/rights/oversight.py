"""Pages on which compliance pauses, ends and invalidates what others gave, for a reason."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.ledger.explaining.words import Ending, Flaw, SuspensionCause, said
from consent.rights import counting, ending_all, invalidating, overseeing, pausing, standing
from consent.rights.breached import breached
from consent.rights.errors import NothingAllowed, NotYourCause, PausedAlready, PauseInThePast
from consent.rights.oversight_schemas import CauseForm, EndAllForm, EndForm, FlawForm, PauseForm
from consent.rights.pausing import OWN_CAUSES
from foundation import hooks
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("oversight", __name__, url_prefix="/compliance/rights")
CHOICES = {
    "causes": [(each.value, said(each)) for each in SuspensionCause if each not in OWN_CAUSES],
    "endings": [(each.value, said(each)) for each in Ending],
    "flaws": [(each.value, said(each)) for each in Flaw],
}


_PAUSE = {
    "question": "Pause all of this?",
    "label": "Pause it",
    "action": "oversight.begin_pause",
    "what": "It is paused at once, and so is what is registered while the pause stands. Lifting it"
    " makes it as it was.",
    "holders": "Holders of a copy, who keep it and get no other",
}
_END = {
    "question": "End all of this for good?",
    "label": "End it for good",
    "action": "oversight.terminate_all",
    "what": "It ends at once, and nobody can undo it: performers would have to sign again.",
    "holders": "Holders of a copy, who are told to stop",
}


@blueprint.get("")
def page() -> ResponseReturnValue:
    """A search leads here with whom it found."""
    return _page({name: request.args.get(name, "") for name in ("client", "performer")}, {})


@blueprint.get("/<uuid:recording_id>")
def recording(recording_id: UUID) -> ResponseReturnValue:
    return _recording(recording_id, {}, {})


@blueprint.post("/pauses")
def begin_pause() -> ResponseReturnValue:
    try:
        form = PauseForm().load(_filled())
        if asks := _asks_first(form, _PAUSE):
            return asks
        standing.begin_pause_for_cause(
            form["cause"],
            performer_id=form["performer"],
            client_id=form["client"],
            until=form["until"],
            actor=current_actor(),
        )
    except ValidationError as wrong:
        return _page(request.form, wrong.messages_dict), 422
    except (NotYourCause, PauseInThePast, PausedAlready) as refused:
        return _page(request.form, {"cause": str(refused)}), 422
    return _back("The pause is on, for what there is and for what is registered while it stands.")


@blueprint.get("/breaches/<uuid:breach_id>")
def breach(breach_id: UUID) -> ResponseReturnValue:
    found = breached(db.session(), breach_id, current_actor())
    return render_template("consent/rights/breached.html", breached=found)


@blueprint.post("/breaches/<uuid:breach_id>/pause")
def pause_for_breach(breach_id: UUID) -> ResponseReturnValue:
    standing.pause_for_breach(breach_id, actor=current_actor())
    flash("All that was given to this client is paused. Each performer is told.")
    return redirect(url_for("oversight.breach", breach_id=breach_id))


@blueprint.post("/pauses/<uuid:pause_id>/lift")
def lift_pause(pause_id: UUID) -> ResponseReturnValue:
    standing.lift_pause_for_cause(pause_id, actor=current_actor())
    return _back("The pause is over.")


@blueprint.post("/terminate")
def terminate_all() -> ResponseReturnValue:
    try:
        form = EndAllForm().load(_filled())
        if asks := _asks_first(form, _END):
            return asks
        ending_all.terminate_all(
            form["ending"],
            form["reason"],
            client_id=form["client"],
            performer_id=form["performer"],
            actor=current_actor(),
        )
    except ValidationError as wrong:
        return _page(request.form, wrong.messages_dict), 422
    except NothingAllowed as refused:
        return _page(request.form, {"ending": str(refused)}), 422
    return _back("It ends now, grant by grant. Each performer is told.")


@blueprint.post("/<uuid:recording_id>/suspend")
def suspend(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = CauseForm().load(_filled())
    except ValidationError as wrong:
        return _recording(recording_id, request.form, wrong.messages_dict), 422
    pausing.suspend_for_cause(
        recording_id, form["cause"], until=form["until"], actor=current_actor()
    )
    return _back("Paused for everybody in it.", recording_id)


@blueprint.post("/<uuid:recording_id>/resume")
def resume(recording_id: UUID) -> ResponseReturnValue:
    try:
        form = CauseForm().load(_filled())
    except ValidationError as wrong:
        return _recording(recording_id, request.form, wrong.messages_dict), 422
    pausing.resume_from_cause(recording_id, form["cause"], actor=current_actor())
    return _back("The pause for this cause is over.", recording_id)


@blueprint.post("/grants/<uuid:grant_id>/terminate")
def terminate(grant_id: UUID) -> ResponseReturnValue:
    form = EndForm().load(_filled())
    ending_all.terminate_grant(grant_id, form["ending"], form["reason"], actor=current_actor())
    return _back("Ended. The performer is told.")


@blueprint.post("/grants/<uuid:grant_id>/invalidate")
def propose_invalidation(grant_id: UUID) -> ResponseReturnValue:
    form = FlawForm().load(_filled())
    invalidating.propose_invalidation(grant_id, form["flaw"], form["reason"], actor=current_actor())
    return _back("Proposed. Somebody else decides.")


@blueprint.post("/invalidations/<uuid:invalidation_id>/confirm")
def confirm_invalidation(invalidation_id: UUID) -> ResponseReturnValue:
    invalidating.confirm_invalidation(invalidation_id, actor=current_actor())
    return _back("Found never to have been valid. The performer is told.")


@blueprint.post("/invalidations/<uuid:invalidation_id>/drop")
def drop_invalidation(invalidation_id: UUID) -> ResponseReturnValue:
    invalidating.drop_invalidation(invalidation_id, actor=current_actor())
    return _back("Dropped. The consent stands.")


def _asks_first(form: dict[str, Any], act: dict[str, str]) -> tuple[str, int] | None:
    """What will happen to how many of whom, before it does; None once somebody said yes to just so
    many. Where it is another number meanwhile, they are asked again."""
    about = {"client_id": form["client"], "performer_id": form["performer"]}
    if not any(about.values()):
        return None
    session, actor = db.session(), current_actor()
    reach = counting.reach_of(session, **about, actor=actor)
    seen, is_sure = request.form.get("seen"), request.form.get("sure") == "yes"
    if is_sure and seen == str(reach.consents):
        return None
    names = hooks.names(session, [each for each in about.values() if each])
    whose = ", ".join(str(names.get(each, each)) for each in about.values() if each)
    cause = said(form["cause"] if act is _PAUSE else form["ending"])
    page = render_template(
        "consent/rights/oversee_many.html",
        **{**act, "action": url_for(act["action"])},
        reach=reach,
        whose=whose,
        cause=cause.capitalize(),
        seen=(seen or "") if is_sure else None,
        sent={**_filled(), "sure": "yes", "seen": reach.consents},
    )
    return page, 409 if is_sure else 200


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: value for name, value in request.form.items() if value.strip()}


def _page(values: Any, errors: object) -> str:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    return render_template(
        "consent/rights/oversight.html",
        **overseeing.standing_now(db.session(), actor),
        **CHOICES,
        clients=sorted(hooks.organisations(db.session()).items(), key=lambda each: each[1]),
        values=values,
        errors=errors,
    )


def _recording(recording_id: UUID, values: Any, errors: object) -> str:
    return render_template(
        "consent/rights/overseen.html",
        overseen=overseeing.oversee_recording(recording_id, actor=current_actor()),
        **CHOICES,
        values=values,
        errors=errors,
    )


def _back(told: str, recording_id: UUID | None = None) -> ResponseReturnValue:
    flash(told)
    if recording_id is None:
        return redirect(url_for("oversight.page"))
    return redirect(url_for("oversight.recording", recording_id=recording_id))
