"""Pages of invitations and of addresses: who casts asks, the performer answers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.keeping.readings import Shown, put_on_record
from foundation import hooks
from foundation.database import db, transaction
from foundation.errors import Conflict
from foundation.web import current_actor
from marketplace.casting import addresses, finding, inviting, reading
from marketplace.casting.applying import posted, still_takes
from marketplace.casting.errors import NoSuchPart
from marketplace.casting.schemas import AddressForm, ids_from
from marketplace.casting.terms import part_of
from marketplace.casting.together import said_free
from marketplace.clients.naming import Asking, shown_name
from marketplace.gigs.models import Gig
from marketplace.profiles.availability import weeks_of
from marketplace.requests.words import Named

blueprint = Blueprint("inviting", __name__)


@blueprint.get("/casting/<uuid:gig_id>/invite")
def page(gig_id: UUID) -> ResponseReturnValue:
    return _found(gig_id, {}, {})


@blueprint.post("/casting/<uuid:gig_id>/invite")
def invite(gig_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        chosen = ids_from(request.form.getlist("chosen"))
        part = request.form.get("part", "")
        number = inviting.invite_performers(gig_id, part, chosen, actor=actor)
    except ValidationError as invalid:
        return _found(gig_id, request.form, invalid.messages_dict), 422
    except NoSuchPart as refused:
        return _found(gig_id, request.form, {"part": str(refused)}), 422
    except Conflict as refused:
        return _found(gig_id, request.form, {"chosen": str(refused)}), 409
    flash(f"{number} invited. Whether they apply is up to them.")
    return redirect(url_for("casting.show", gig_id=gig_id), 303)


@blueprint.get("/applications/invitations/<uuid:invitation_id>")
def show(invitation_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = inviting.own_invitation(session, invitation_id, actor)
    gig = session.get_one(Gig, found.gig_id)
    content = posted(session, gig)
    sealed = content.usage.client is Named.SEALED
    asking = Asking(gig.request_id, gig.client_id, sealed=sealed, sector=content.usage.sector)
    return render_template(
        "marketplace/casting/invitation.html",
        invitation=found,
        gig=gig,
        content=content,
        part=part_of(content, found.part_key),
        client=shown_name(session, asking, actor),
        may_answer=inviting.is_answerable(session, found),
    )


@blueprint.post("/applications/invitations/<uuid:invitation_id>/decline")
def decline(invitation_id: UUID) -> ResponseReturnValue:
    inviting.decline_invitation(invitation_id, actor=current_actor())
    flash("Declined. You owe nobody a reason.")
    return redirect(url_for("applications.page"), 303)


@blueprint.post("/applications/invitations/off")
def turn_off() -> ResponseReturnValue:
    inviting.refuse_invitations(actor=current_actor())
    flash("Nobody can invite you any more. Your profile turns it on again.")
    return redirect(url_for("applications.page"), 303)


@blueprint.get("/applications/<uuid:application_id>/address")
def own_address(application_id: UUID) -> ResponseReturnValue:
    return _own_address(application_id, {}, {})


@blueprint.post("/applications/<uuid:application_id>/address")
def say_own_address(application_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = AddressForm().load(request.form)
        addresses.say_own_address(application_id, form["address"], actor=actor)
    except ValidationError as invalid:
        return _own_address(application_id, request.form, invalid.messages_dict), 422
    flash("Kept, unreadable to all but you and your contracts.")
    return redirect(url_for("applications.show", application_id=application_id), 303)


@blueprint.get("/casting/applications/<uuid:application_id>/address")
def client_address(application_id: UUID) -> ResponseReturnValue:
    return _client_address(application_id, {}, {})


@blueprint.post("/casting/applications/<uuid:application_id>/address")
def say_client_address(application_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = AddressForm().load(request.form)
        addresses.say_client_address(application_id, form["address"], actor=actor)
    except ValidationError as invalid:
        return _client_address(application_id, request.form, invalid.messages_dict), 422
    flash("Kept. Your contracts name it.")
    return redirect(url_for("casting.ask_to_offer", application_id=application_id), 303)


def _found(gig_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    actor = current_actor()
    gig = reading.gig_to_cast(db.session(), gig_id, actor)
    with transaction() as session:
        found = finding.found_for(session, session.get_one(Gig, gig.id))
        # They did not apply to anybody: whoever looks for people is on record for each of them.
        put_on_record(session, actor, Shown.LIST, {each.performer_id for each in found})
    session = db.session()
    gig = session.get_one(Gig, gig_id)
    content = posted(session, gig)
    weeks = weeks_of(session, {each.performer_id for each in found})
    return render_template(
        "marketplace/casting/invite.html",
        gig=gig,
        content=content,
        found=found,
        free={id: said_free(week, content.window) for id, week in weeks.items()},
        takes=still_takes(gig, content),
        left=inviting.left(session, gig_id),
        values=values,
        errors=errors,
    )


def _own_address(application_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    session, actor = db.session(), current_actor()
    found = reading.own_application(session, application_id, actor)
    gig = session.get_one(Gig, found.gig_id)
    return render_template(
        "marketplace/casting/own_address.html",
        application=found,
        gig=gig,
        values=values or {"address": addresses.read(session, actor.id)},
        errors=errors,
    )


def _client_address(
    application_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]
) -> str:
    session = db.session()
    found = reading.application_to_cast(session, application_id, current_actor())
    gig = session.get_one(Gig, found.gig_id)
    return render_template(
        "marketplace/casting/client_address.html",
        application=found,
        gig=gig,
        client=hooks.names(session, [gig.client_id]).get(gig.client_id, "the client"),
        values=values or {"address": addresses.read(session, gig.client_id)},
        errors=errors,
    )
