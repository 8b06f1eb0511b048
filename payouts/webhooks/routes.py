"""Two doors that Stripe knocks at, and the page of what it told."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from foundation.database import db
from foundation.web import current_actor, settings
from payouts.stripe_gateway.addresses import snapshot_secrets, thin_secrets
from payouts.stripe_gateway.notifications import NotStripes, WrongDoor
from payouts.webhooks import actions, policy, queries

blueprint = Blueprint("stripe_events", __name__)
_LARGEST = 1_000_000
"""Anybody can knock. What Stripe sends has some thousand bytes."""


@blueprint.post("/webhooks/stripe")
def keep_told() -> ResponseReturnValue:
    """Nobody is signed in: the signature says who it is."""
    actions.keep_told(*_signed(snapshot_secrets(settings())))
    return "", 204


@blueprint.post("/webhooks/stripe/thin")
def keep_told_thin() -> ResponseReturnValue:
    """Secrets of its own: what is signed for one door opens no other."""
    actions.keep_told_thin(*_signed(thin_secrets(settings())))
    return "", 204


@blueprint.errorhandler(NotStripes)
@blueprint.errorhandler(WrongDoor)
def refuse(why: NotStripes | WrongDoor) -> ResponseReturnValue:
    return f"{why}\n", 400, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/stripe/events")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_keep(actor))
    after = request.args.get("after") or None
    return render_template(
        "payouts/webhooks/page.html",
        failed=queries.failed(session),
        found=queries.newest(session, after=after),
        is_first=after is None,
        swept_at=queries.last_swept(session),
        queues=list(queries.queues_in(session)),
    )


@blueprint.post("/stripe/events/<uuid:event_id>/try-again")
def try_again(event_id: UUID) -> ResponseReturnValue:
    actions.try_again(event_id, actor=current_actor())
    flash("It is tried again in a moment.")
    return redirect(url_for("stripe_events.page"))


@blueprint.post("/stripe/events/try-again")
def try_all_again() -> ResponseReturnValue:
    count = actions.try_all_again(actor=current_actor())
    flash(f"{count} are tried again in a moment." if count else "Nothing had failed.")
    return redirect(url_for("stripe_events.page"))


def _signed(secrets: tuple[str, ...]) -> tuple[bytes, str, tuple[str, ...]]:
    if (request.content_length or 0) > _LARGEST:
        raise RequestEntityTooLarge
    if request.content_length is None:  # It would have to be read to know how long it is.
        raise BadRequest
    return request.get_data(cache=False), request.headers.get("Stripe-Signature", ""), secrets
