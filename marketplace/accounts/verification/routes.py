"""Pages on the way to a confirmed email address."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import TooMany
from foundation.web import current_actor
from marketplace.accounts.links import steps as links
from marketplace.accounts.links.models import MailedLink
from marketplace.accounts.sign_in import entering
from marketplace.accounts.verification import actions
from marketplace.accounts.verification.errors import WrongPassword
from marketplace.accounts.verification.schemas import ConfirmForm
from marketplace.accounts.verification.steps import PURPOSE

blueprint = Blueprint("verification", __name__)


@blueprint.get("/confirm-mail")
def page() -> ResponseReturnValue:
    if current_user.email_verified:
        return redirect(url_for("home.page"))
    return render_template("marketplace/accounts/verification/page.html", email=current_user.email)


@blueprint.post("/confirm-mail")
def send_again() -> ResponseReturnValue:
    actions.send_again(actor=current_actor())
    flash("If another link may be sent already, it is on its way. Look in the junk folder too.")
    return redirect(url_for("verification.page"))


@blueprint.get("/confirm-mail/<token>")
def open_link(token: str) -> ResponseReturnValue:
    """Changes nothing: mail scanners open links. The button on it does."""
    return _form(token, links.look(db.session(), PURPOSE, token))


@blueprint.post("/confirm-mail/<token>")
def confirm(token: str) -> ResponseReturnValue:
    link = links.look(db.session(), PURPOSE, token)
    here = current_user.account_id if current_user.is_authenticated else None
    try:
        form = ConfirmForm().load(request.form)
        account_id = actions.confirm_address(
            token=token, password=form["password"], signed_in_as=here
        )
    except ValidationError as invalid:
        return _form(token, link, invalid.messages_dict), 422
    except WrongPassword as refusal:
        return _form(token, link, {"password": str(refusal)}), 422
    except TooMany as refusal:
        return _form(token, link, {"_form": str(refusal)}), 429
    flash("Your email address is confirmed.")
    return redirect(url_for("home.page")) if here == account_id else entering.let_in(account_id)


def _form(token: str, link: MailedLink, errors: object = None) -> str:
    here = current_user.is_authenticated and current_user.account_id == link.account_id
    return render_template(
        "marketplace/accounts/verification/confirm.html",
        token=token,
        email=link.email,
        asks_password=not here,
        errors=errors or {},
    )
