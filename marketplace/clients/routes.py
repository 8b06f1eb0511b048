"""Pages about an organisation and its people."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import Conflict, TooMany
from foundation.web import current_actor
from marketplace.accounts.invitations import queries as invitations
from marketplace.accounts.roles import LABELS, Role
from marketplace.clients import actions, policy, queries
from marketplace.clients.errors import ClientNotFound
from marketplace.clients.schemas import MemberForm

blueprint = Blueprint("clients", __name__, url_prefix="/clients")
_ROLES = (
    (Role.CLIENT_PRODUCER, LABELS[Role.CLIENT_PRODUCER], "Asks for scenes, casts, reviews takes."),
    (Role.CLIENT_VIEWER, LABELS[Role.CLIENT_VIEWER], "Reads; changes nothing."),
    (Role.CLIENT_OWNER, LABELS[Role.CLIENT_OWNER], "Everything, and signs for the organisation."),
)


@blueprint.get("/mine")
def mine() -> ResponseReturnValue:
    """Where the menu leads: the organisation one acts for."""
    client_id = current_actor().on_behalf_of
    if client_id is None:
        raise ClientNotFound
    return redirect(url_for("clients.page", client_id=client_id))


@blueprint.get("/<uuid:client_id>")
def page(client_id: UUID) -> ResponseReturnValue:
    return _page(client_id, {})


@blueprint.post("/<uuid:client_id>/invitations")
def invite_member(client_id: UUID) -> ResponseReturnValue:
    try:
        form = MemberForm().load(request.form)
        actions.invite_member(
            client_id, email=form["email"], role=Role(form["role"]), actor=current_actor()
        )
    except ValidationError as invalid:
        return _page(client_id, request.form, invalid.messages_dict), 422
    except TooMany as refusal:
        return _page(client_id, request.form, {"_form": str(refusal)}), 429
    flash(f"An invitation is on its way to {form['email']}.")
    return redirect(url_for("clients.page", client_id=client_id))


@blueprint.post("/<uuid:client_id>/invitations/<uuid:invitation_id>/withdraw")
def withdraw_invitation(client_id: UUID, invitation_id: UUID) -> ResponseReturnValue:
    actions.withdraw_invitation(client_id, invitation_id, actor=current_actor())
    flash("The invitation is withdrawn.")
    return redirect(url_for("clients.page", client_id=client_id))


@blueprint.get("/<uuid:client_id>/members/<uuid:grant_id>/end")
def confirm_end(client_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    client = queries.visible(db.session(), client_id, current_actor())
    current_actor().require(policy.may_manage(current_actor(), client))
    return render_template(
        "marketplace/clients/confirm_end.html",
        client=client,
        member=queries.member(db.session(), client_id, grant_id),
    )


@blueprint.post("/<uuid:client_id>/members/<uuid:grant_id>/end")
def end_membership(client_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    try:
        actions.end_membership(client_id, grant_id, actor=current_actor())
    except Conflict as refusal:
        flash(str(refusal), "error")
        return redirect(url_for("clients.page", client_id=client_id))
    flash("The role is ended.")
    return redirect(url_for("clients.page", client_id=client_id))


def _page(client_id: UUID, values: object, errors: object = None) -> str:
    actor = current_actor()
    client = queries.visible(db.session(), client_id, actor)
    return render_template(
        "marketplace/clients/page.html",
        client=client,
        members=queries.members(db.session(), client_id),
        invitations=invitations.open_for(db.session(), client_id),
        may_manage=policy.may_manage(actor, client),
        is_verified=queries.verified(db.session(), client_id),
        roles=_ROLES,
        values=values,
        errors=errors or {},
    )
