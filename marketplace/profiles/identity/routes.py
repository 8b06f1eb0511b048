"""A performer's page about the check of identity and age, and compliance's desk for it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor, settings
from marketplace.profiles import policy
from marketplace.profiles.identity import actions, queries, visits
from marketplace.profiles.identity.actions import Result
from marketplace.profiles.identity.errors import NotThatDay, NotThatLong
from marketplace.profiles.identity.provider import provider_of
from marketplace.profiles.identity.schemas import ResultForm
from marketplace.profiles.identity.standing import may_be_booked, newest_checks
from marketplace.profiles.words import Document

blueprint = Blueprint("identity", __name__)
_DOCUMENTS = tuple((each, each.value.replace("_", " ").capitalize()) for each in Document)


@blueprint.get("/profile/identity")
def own() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_perform(actor))
    return render_template(
        "marketplace/profiles/identity.html",
        missing=may_be_booked(session, actor.id),
        check=newest_checks(session, [actor.id]).get(actor.id),
        asked=queries.open_request(session, actor.id),
        is_hosted=bool(settings().identity_url),
    )


@blueprint.post("/profile/identity")
def ask_for_check() -> ResponseReturnValue:
    return_to = settings().url + url_for("identity.own")
    provider = provider_of(settings(), by_hand="by_hand" in request.form)
    goes_on = provider.begin(return_to, actor=current_actor())
    if goes_on is not None:
        return render_template("marketplace/profiles/identity_leaving.html", goes_on=goes_on)
    flash("Asked. Compliance writes to you within two working days to agree on a call.")
    return redirect(url_for("identity.own"))


@blueprint.post("/identity/results")
def keep_result() -> ResponseReturnValue:
    """From the provider. Nobody is signed in: the signature says who it is."""
    body = request.get_data(cache=False)
    visits.keep_result(body, dict(request.headers), settings().identity_secret)
    return "", 204


@blueprint.get("/identity/requests")
def page() -> ResponseReturnValue:
    asked = queries.waiting(db.session(), current_actor())
    return render_template("marketplace/profiles/identity_requests.html", asked=asked)


@blueprint.get("/identity/requests/<uuid:request_id>")
def show(request_id: UUID) -> ResponseReturnValue:
    return _show(request_id, {"checked_on": now().date().isoformat()}, {})


@blueprint.post("/identity/requests/<uuid:request_id>")
def keep_check(request_id: UUID) -> ResponseReturnValue:
    try:
        result = Result(**ResultForm().load(request.form))
        actions.keep_check(request_id, result, actor=current_actor())
    except ValidationError as invalid:
        return _show(request_id, request.form, invalid.messages_dict), 422
    except NotThatDay as refused:
        return _show(request_id, request.form, {"checked_on": str(refused)}), 422
    except NotThatLong as refused:
        return _show(request_id, request.form, {"expires_on": str(refused)}), 422
    flash("Kept, and the performer was told.")
    return redirect(url_for("identity.page"))


def _show(request_id: UUID, values: Any, errors: Any) -> str:
    return render_template(
        "marketplace/profiles/identity_request.html",
        asked=actions.look_at(request_id, actor=current_actor()),
        documents=_DOCUMENTS,
        values=values,
        errors=errors,
    )
