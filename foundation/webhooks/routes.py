"""The page of one's own endpoints, and what was sent to each.

Whoever sits down at an open browser could have everything sent to a machine of theirs: what
changes where things go asks again who is there.
"""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh, typed
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor, settings
from foundation.webhooks import actions, policy, queries
from foundation.webhooks.errors import AddressNotAllowed, TooManyEndpoints
from foundation.webhooks.models import Endpoint
from foundation.webhooks.schemas import EndpointForm

blueprint = Blueprint("webhooks", __name__, url_prefix="/webhooks")
_FORM = "webhook"


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page(typed.waiting(_FORM), {})


@blueprint.post("")
def add() -> ResponseReturnValue:
    sent = request.form.to_dict()
    current_actor().require_power(Power.KEEP_WEBHOOKS)
    try:
        form = EndpointForm().load(sent)
        typed.keep_unless_fresh(current_user, _FORM, form)
        fresh.require(current_user)
        added = actions.add_endpoint(
            **form, loopback_allowed=not settings().production, actor=current_actor()
        )
    except ValidationError as invalid:
        return _page(sent, invalid.messages_dict), 422
    except AddressNotAllowed as refused:
        return _page(sent, {"url": [str(refused)]}), 422
    except TooManyEndpoints as refused:
        return _page(sent, {"url": [str(refused)]}), 409
    return _secret(added.endpoint_id, added.secret)


@blueprint.get("/<uuid:endpoint_id>")
def show(endpoint_id: UUID) -> ResponseReturnValue:
    endpoint = _own(endpoint_id)
    sent = queries.sent_to(db.session(), endpoint.id)
    return render_template("foundation/webhooks/show.html", endpoint=endpoint, sent=sent)


@blueprint.get("/<uuid:endpoint_id>/deliveries/<uuid:delivery_id>")
def delivery(endpoint_id: UUID, delivery_id: UUID) -> ResponseReturnValue:
    endpoint, session = _own(endpoint_id), db.session()
    found = queries.delivery(session, endpoint.id, delivery_id)
    return render_template(
        "foundation/webhooks/delivery.html",
        endpoint=endpoint,
        delivery=found,
        tried=queries.tried(session, found.id),
        body=queries.body_of(session, found.event_id),
        at=now(),
    )


@blueprint.post("/<uuid:endpoint_id>/deliveries/<uuid:delivery_id>/replay")
def replay(endpoint_id: UUID, delivery_id: UUID) -> ResponseReturnValue:
    again = actions.replay_delivery(endpoint_id, delivery_id, actor=current_actor())
    flash("It is queued to be sent once more.")
    return redirect(url_for("webhooks.delivery", endpoint_id=endpoint_id, delivery_id=again))


@blueprint.post("/<uuid:endpoint_id>/pause")
def pause(endpoint_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    actions.pause_endpoint(endpoint_id, actor=current_actor())
    return _back(endpoint_id, "The endpoint is paused. What happens meanwhile waits.")


@blueprint.post("/<uuid:endpoint_id>/resume")
def resume(endpoint_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    actions.resume_endpoint(endpoint_id, actor=current_actor())
    return _back(endpoint_id, "The endpoint is active. What waited is being sent.")


@blueprint.post("/<uuid:endpoint_id>/test")
def send_test(endpoint_id: UUID) -> ResponseReturnValue:
    actions.send_test_event(endpoint_id, actor=current_actor())
    return _back(endpoint_id, "A test event is queued. Reload in a few seconds to see how it went.")


@blueprint.post("/<uuid:endpoint_id>/rotate")
def rotate(endpoint_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    return _secret(endpoint_id, actions.rotate_secret(endpoint_id, actor=current_actor()))


@blueprint.get("/<uuid:endpoint_id>/remove")
def ask_to_remove(endpoint_id: UUID) -> ResponseReturnValue:
    return render_template("foundation/webhooks/remove.html", endpoint=_own(endpoint_id))


@blueprint.post("/<uuid:endpoint_id>/remove")
def remove(endpoint_id: UUID) -> ResponseReturnValue:
    fresh.require(current_user)
    actions.remove_endpoint(endpoint_id, actor=current_actor())
    flash("The endpoint is removed.")
    return redirect(url_for("webhooks.page"))


def _own(endpoint_id: UUID) -> Endpoint:
    return queries.own_endpoint(db.session(), endpoint_id, current_actor())


def _back(endpoint_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("webhooks.show", endpoint_id=endpoint_id))


def _secret(endpoint_id: UUID, secret: str) -> str:
    """Shown in this one answer: a redirect would have to keep the secret somewhere."""
    return render_template(
        "foundation/webhooks/secret.html", endpoint_id=endpoint_id, secret=secret
    )


def _page(values: dict[str, Any], errors: dict[str, Any]) -> str:
    actor = current_actor()
    actor.require_power(Power.KEEP_WEBHOOKS)
    return render_template(
        "foundation/webhooks/page.html",
        endpoints=queries.endpoints_of(db.session(), policy.owner_of(actor)),
        values=values,
        errors=errors,
    )
