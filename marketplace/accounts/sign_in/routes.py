"""Pages and forms at the door."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import DomainError, TooMany
from foundation.web import current_actor, settings, status_of
from marketplace.accounts.links import steps as links
from marketplace.accounts.next_page import own_path
from marketplace.accounts.schemas import AddressForm
from marketplace.accounts.sign_in import actions, browser, entering, known_browsers
from marketplace.accounts.sign_in.errors import BrowserNotKnown, NotLetIn
from marketplace.accounts.sign_in.schemas import SignInForm

blueprint = Blueprint("sign_in", __name__)
_PAGE = "marketplace/accounts/sign_in/page.html"


@blueprint.get("/sign-in")
def page() -> ResponseReturnValue:
    next_path = own_path(request.args.get("next"), "")
    if current_user.is_authenticated:
        return redirect(next_path or url_for("home.page"))
    return _form({"next": next_path})


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    try:
        form = SignInForm().load(request.form)
    except ValidationError as invalid:
        return _form(request.form, invalid.messages_dict), 422
    try:
        account_id = actions.prove_password(
            email=form["email"],
            password=form["password"],
            browser=known_browsers.of(request, settings()),
        )
    except (NotLetIn, TooMany) as refusal:
        return _refused(refusal)
    return entering.let_in(account_id, form["next"])


@blueprint.post("/sign-out")
def leave() -> ResponseReturnValue:
    actions.leave(current_user.sign_in_id, actor=current_actor())
    browser.forget()
    flash("You are signed out.")
    return redirect(url_for("front.page"))


@blueprint.post("/sign-in/link")
def ask_for_link() -> ResponseReturnValue:
    try:
        form = AddressForm().load(request.form)
    except ValidationError as invalid:
        return _form(request.form, invalid.messages_dict), 422
    actions.ask_to_know_browser(email=form["email"])
    return render_template("marketplace/accounts/sign_in/link_sent.html", email=form["email"])


@blueprint.get("/sign-in/browser/<token>")
def open_link(token: str) -> ResponseReturnValue:
    links.look(db.session(), actions.KNOWN_BROWSER, token)
    return render_template("marketplace/accounts/sign_in/browser.html", token=token)


@blueprint.post("/sign-in/browser/<token>")
def know_browser(token: str) -> ResponseReturnValue:
    account_id = actions.know_browser(token=token)
    flash("This browser is known now. Sign in with your password.")
    answer = redirect(url_for("sign_in.page"))
    known_browsers.remember(answer, request, settings(), account_id)
    return answer


def _refused(refusal: DomainError) -> ResponseReturnValue:
    """On the form itself, with what was typed; the password is never sent back."""
    db.session.rollback()
    offer = isinstance(refusal, BrowserNotKnown)
    return _form(request.form, {"_form": str(refusal)}, offer_link=offer), status_of(refusal)


def _form(values: object, errors: object = None, *, offer_link: bool = False) -> str:
    return render_template(_PAGE, values=values, errors=errors or {}, offer_link=offer_link)
