"""Second opinions: which are wanted, the page of one, and how far those who judge agree."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consent.media.models import ViewingReason
from foundation import cursors, hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.reading import put_on_record
from marketplace.takes.reviewing import rubric
from marketplace.takes.reviewing.delegating_routes import judges_page
from marketplace.takes.reviewing.opening import open_tracks
from marketplace.takes.reviewing.typed import EMOTIONS, OVERALL, SCORES, Typed
from marketplace.takes.second_opinions import actions, policy, queries, showing
from marketplace.takes.second_opinions.agreement import FEWEST, agreement
from marketplace.takes.second_opinions.errors import NoSuchShare

blueprint = Blueprint("second_opinions", __name__)
PAGE = 50
_ONE = "/judging/second/<uuid:take_id>"


@blueprint.get("/judging/second")
def page() -> ResponseReturnValue:
    actor, cursor = current_actor(), request.args.get("after", "")
    actor.require(policy.may_be_asked(actor))
    after = cursors.read(cursor) if cursor else None
    found = queries.wanted_page(db.session(), actor, after=after, limit=PAGE)
    return render_template("marketplace/takes/second_opinions/wanted.html", found=found)


@blueprint.get(_ONE)
def take(take_id: UUID) -> ResponseReturnValue:
    return _page(take_id, {}, {})


@blueprint.post(f"{_ONE}/open")
def open_take(take_id: UUID) -> ResponseReturnValue:
    """Opens each of its tracks, on record."""
    shown = showing.shown(db.session(), take_id, current_actor())
    open_tracks(shown.heard, ViewingReason.SECOND, actor=current_actor())
    return redirect(url_for("second_opinions.take", take_id=take_id))


@blueprint.post(_ONE)
def give_second_opinion(take_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    beats = len(showing.shown(db.session(), take_id, actor).brief.beats)
    typed = Typed(request.form, beats, decides=False)
    if typed.errors:
        return _page(take_id, request.form, typed.errors), 422
    actions.give_second_opinion(take_id, typed.opinion(), actor=actor)
    flash("Thank you. The take stays as it was decided.")
    return redirect(url_for("second_opinions.page"))


@blueprint.post("/requests/<uuid:request_id>/judges/share")
def set_share(request_id: UUID) -> ResponseReturnValue:
    said = request.form.get("hundredths", "").strip()
    try:
        wanted = int(said) if said.isascii() and said.isdigit() and len(said) < 4 else -1
        actions.set_share(request_id, wanted, actor=current_actor())
    except NoSuchShare as refused:
        return judges_page(request_id, {"hundredths": str(refused)}), 422
    flash("It holds for what is judged from now on.")
    return redirect(url_for("take_delegations.page", request_id=request_id))


@blueprint.get("/judging/agreement")
def agreed() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    actor.require(policy.may_read_agreement(actor))
    rows = agreement(session, actor)
    return render_template(
        "marketplace/takes/second_opinions/agreement.html",
        rows=rows,
        names=hooks.names(session, [each.reviewer_id for each in rows]),
        lines=rubric.LABELS,
        fewest=FEWEST,
        own_id=actor.id,
        has_queue=not policy.sees_everybody(actor),
    )


def _page(take_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    actor = current_actor()
    found = showing.shown(db.session(), take_id, actor)
    put_on_record([each.track.performer_id for each in found.heard], actor=actor)
    return render_template(
        "marketplace/takes/second_opinions/take.html",
        page=showing.shown(db.session(), take_id, actor),
        values=values,
        errors=errors,
        emotions=EMOTIONS,
        lines=list(rubric.LABELS.items()),
        scores=SCORES,
        overall=OVERALL,
    )
