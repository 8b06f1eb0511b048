"""Pages on which an invitation is accepted."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db
from foundation.errors import TooMany
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.accounts.invitations import actions, queries
from marketplace.accounts.invitations.errors import ForAnotherAddress
from marketplace.accounts.invitations.schemas import NewcomerForm
from marketplace.accounts.passwords.errors import WeakPassword
from marketplace.accounts.queries import has_account
from marketplace.accounts.roles import LABELS
from marketplace.accounts.sign_in import entering
from marketplace.accounts.zones import CHOICES

blueprint = Blueprint("invitations", __name__, url_prefix="/invitations")


@blueprint.get("/<token>")
def page(token: str) -> ResponseReturnValue:
    return _page(token, {})


@blueprint.post("/<token>/accept")
def accept_invitation(token: str) -> ResponseReturnValue:
    try:
        actions.accept_invitation(token=token, actor=current_actor())
    except ForAnotherAddress as refusal:
        db.session.rollback()
        return _page(token, {}, {"_form": str(refusal)}), 422
    flash("You hold the new role now. Choose it in the account menu to act in it.")
    return redirect(url_for("home.page"))


@blueprint.post("/<token>")
def accept_as_newcomer(token: str) -> ResponseReturnValue:
    try:
        form = NewcomerForm().load(request.form)
        account_id = actions.accept_as_newcomer(token=token, **form, locale=reader().locale)
    except ValidationError as invalid:
        return _page(token, request.form, invalid.messages_dict), 422
    except WeakPassword as refusal:
        return _page(token, request.form, {"password": str(refusal)}), 422
    except TooMany as refusal:
        return _page(token, request.form, {"_form": str(refusal)}), 429
    return entering.let_in(account_id)


def _page(token: str, values: object, errors: object = None) -> str:
    session = db.session()
    invitation = queries.by_link(session, token)
    known = hooks.names(session, [each for each in (invitation.on_behalf_of,) if each])
    return render_template(
        "marketplace/accounts/invitations/page.html",
        token=token,
        email=invitation.email,
        role=LABELS[invitation.role],
        organisation=known.get(invitation.on_behalf_of, "") if invitation.on_behalf_of else "",
        has_account=has_account(session, invitation.email),
        signed_in=current_user.is_authenticated,
        zones=CHOICES,
        values=values,
        errors=errors or {},
    )
