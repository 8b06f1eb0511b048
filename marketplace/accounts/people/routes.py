"""Pages on which administrators look after people."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import Conflict
from foundation.web import current_actor
from marketplace.accounts.invitations import actions as invitations
from marketplace.accounts.invitations.queries import open_for
from marketplace.accounts.invitations.schemas import CHOICES as INVITED_CHOICES
from marketplace.accounts.invitations.schemas import InvitationForm
from marketplace.accounts.people import actions, queries
from marketplace.accounts.people.schemas import CHOICES, GrantForm, ReasonForm
from marketplace.accounts.roles import Role

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.get("")
def search() -> ResponseReturnValue:
    return _list({})


@blueprint.post("/invitations")
def invite() -> ResponseReturnValue:
    try:
        form = InvitationForm().load(request.form)
    except ValidationError as invalid:
        return _list(request.form, invalid.messages_dict), 422
    token = invitations.invite(
        email=form["email"],
        role=Role(form["role"]),
        last_day=form["last_day"],
        actor=current_actor(),
    )
    flash(
        f"An invitation is on its way to {form['email']}."
        if token
        else f"{form['email']} already holds this role."
    )
    return redirect(url_for("people.search"))


@blueprint.post("/invitations/<uuid:invitation_id>/withdraw")
def withdraw_invitation(invitation_id: UUID) -> ResponseReturnValue:
    invitations.withdraw_invitation(invitation_id, actor=current_actor())
    flash("The invitation is withdrawn.")
    return redirect(url_for("people.search"))


@blueprint.get("/<uuid:account_id>")
def page(account_id: UUID) -> ResponseReturnValue:
    return _page(account_id, {})


@blueprint.post("/<uuid:account_id>/roles")
def grant_role(account_id: UUID) -> ResponseReturnValue:
    try:
        form = GrantForm().load(request.form)
    except ValidationError as invalid:
        return _page(account_id, request.form, invalid.messages_dict), 422
    actions.grant_role(
        account_id,
        role=Role(form["role"]),
        because=form["because"],
        last_day=form["last_day"],
        actor=current_actor(),
    )
    flash("The role is given.")
    return redirect(url_for("people.page", account_id=account_id))


@blueprint.get("/<uuid:account_id>/roles/<uuid:grant_id>/end")
def confirm_end(account_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    return _confirm(account_id, grant_id, {})


@blueprint.post("/<uuid:account_id>/roles/<uuid:grant_id>/end")
def end_role(account_id: UUID, grant_id: UUID) -> ResponseReturnValue:
    try:
        form = ReasonForm().load(request.form)
        actions.end_role(account_id, grant_id, because=form["because"], actor=current_actor())
    except ValidationError as invalid:
        return _confirm(account_id, grant_id, request.form, invalid.messages_dict), 422
    except Conflict as refusal:
        flash(str(refusal), "error")
    else:
        flash("The role is ended.")
    return redirect(url_for("people.page", account_id=account_id))


def _list(values: object, errors: object = None) -> str:
    words = request.args.get("q", "")[:100]
    return render_template(
        "marketplace/accounts/people/list.html",
        words=words,
        people=queries.search(db.session(), words, actor=current_actor()),
        at_once=queries.AT_ONCE,
        invitations=open_for(db.session(), None),
        roles=INVITED_CHOICES,
        values=values,
        errors=errors or {},
    )


def _page(account_id: UUID, values: object, errors: object = None) -> str:
    return render_template(
        "marketplace/accounts/people/page.html",
        person=queries.person(db.session(), account_id, actor=current_actor()),
        roles=CHOICES,
        values=values,
        errors=errors or {},
    )


def _confirm(account_id: UUID, grant_id: UUID, values: object, errors: object = None) -> str:
    session, actor = db.session(), current_actor()
    return render_template(
        "marketplace/accounts/people/confirm_end.html",
        person=queries.person(session, account_id, actor=actor),
        held=queries.held_role(session, account_id, grant_id, actor=actor),
        values=values,
        errors=errors or {},
    )
