"""Pages on which compliance approves what replicas are for, without learning whose they are."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consent.signing import queries
from consent.signing.approving import approve_replica
from foundation import hooks
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("replicas", __name__, url_prefix="/replicas")


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    actor.require_power(Power.KEEP_RIGHTS)
    waiting = queries.to_approve(session)
    return render_template(
        "consent/signing/replicas.html",
        waiting=waiting,
        clients=hooks.names(session, {each.agreement.client_id for each in waiting}),
        actor=actor,
    )


@blueprint.post("/<uuid:agreement_id>/approve")
def approve(agreement_id: UUID) -> ResponseReturnValue:
    approve_replica(agreement_id, request.form.get("seen", ""), actor=current_actor())
    flash("The description is approved. The performer decides whether to sign.")
    return redirect(url_for("replicas.page"), 303)
