"""The queue of takes to judge, and the page on which one is played and judged."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consent.media.models import ViewingReason
from foundation import cursors, hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.roles import Role
from marketplace.bookings.reading import put_on_record
from marketplace.takes import codes
from marketplace.takes.reviewing import actions, policy, queries, rubric, showing
from marketplace.takes.reviewing.opening import open_tracks
from marketplace.takes.reviewing.typed import EMOTIONS, OVERALL, SCORES, Typed

blueprint = Blueprint("judging", __name__, url_prefix="/judging")


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    actor.require(policy.may_have_queue(actor))
    cursor = request.args.get("after", "")
    after = cursors.read(cursor) if cursor else None
    found = queries.queue_page(session, actor, after=after, limit=queries.PAGE)
    rows = found.items
    ids = {each.client_id for each in rows} | {each.claimed_by for each in rows} - {None}
    return render_template(
        "marketplace/takes/reviewing/queue.html",
        rows=rows,
        names=hooks.names(session, [each for each in ids if each]),
        own_id=actor.id,
        more=found.next or "",
        reviews_for_others=actor.role == Role.REVIEWER,
    )


@blueprint.get("/<uuid:take_id>")
def take(take_id: UUID) -> ResponseReturnValue:
    return _page(take_id, {}, {})


@blueprint.post("/<uuid:take_id>/claim")
def claim(take_id: UUID) -> ResponseReturnValue:
    """Takes it, and opens each of its tracks on record."""
    actor = current_actor()
    actions.claim_take(take_id, actor=actor)
    shown = showing.shown(db.session(), take_id, actor)
    open_tracks(shown.heard, ViewingReason.JUDGE, actor=actor)
    return redirect(url_for("judging.take", take_id=take_id))


@blueprint.post("/<uuid:take_id>/leave")
def leave(take_id: UUID) -> ResponseReturnValue:
    actions.leave_take(take_id, actor=current_actor())
    flash("Somebody else may judge it now.")
    return redirect(url_for("judging.page"))


@blueprint.post("/<uuid:take_id>")
def decide(take_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    beats = len(showing.shown(db.session(), take_id, actor).brief.beats)
    typed = Typed(request.form, beats)
    if typed.errors:
        return _page(take_id, request.form, typed.errors), 422
    actions.decide_take(take_id, typed.opinion(), actor=actor)
    flash("It is decided, and those who play in it are told.")
    return redirect(url_for("judging.page"))


def _page(take_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    actor = current_actor()
    shown = showing.shown(db.session(), take_id, actor)
    put_on_record([each.track.performer_id for each in shown.heard], actor=actor)
    shown = showing.shown(db.session(), take_id, actor)
    return render_template(
        "marketplace/takes/reviewing/take.html",
        page=shown,
        is_mine=shown.claim is not None and shown.claim.reviewer_id == actor.id,
        values=values,
        errors=errors,
        emotions=EMOTIONS,
        lines=list(rubric.LABELS.items()),
        scores=SCORES,
        overall=OVERALL,
        reasons=list(codes.SAID.items()),
    )
