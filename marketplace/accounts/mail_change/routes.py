"""The form for another email address, and the pages that its mailed links open."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import fresh
from foundation.database import db
from foundation.errors import TooMany
from foundation.mail import BadAddress
from foundation.web import current_actor
from marketplace.accounts.links import steps as mailed_links
from marketplace.accounts.mail_change import actions, links
from marketplace.accounts.mail_change.errors import SameAddress
from marketplace.accounts.mail_change.links import Purpose
from marketplace.accounts.schemas import AddressForm

blueprint = Blueprint("mail_change", __name__)
_FOLDER = "marketplace/accounts/mail_change"
_PURPOSES = {"new": Purpose.NEW, "old": Purpose.OLD}


@blueprint.get("/security/mail")
def page() -> ResponseReturnValue:
    fresh.require(current_user)
    return _page({}, {})


@blueprint.post("/security/mail")
def ask() -> ResponseReturnValue:
    fresh.require(current_user)
    try:
        form = AddressForm().load(request.form)
        actions.ask_for_change(form["email"], actor=current_actor())
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except (SameAddress, BadAddress) as refusal:
        return _page(request.form, {"email": str(refusal)}), 422
    except TooMany as refusal:
        return _page(request.form, {"_form": str(refusal)}), 429
    return render_template(f"{_FOLDER}/sent.html", email=form["email"], old=current_user.email)


@blueprint.get("/mail-change/<any(new, old):which>/<token>")
def open_link(which: str, token: str) -> ResponseReturnValue:
    """Changes nothing: mail scanners open links. The button on it does."""
    link = mailed_links.look(db.session(), _PURPOSES[which], token)
    change = links.change_of(db.session(), link)
    return render_template(f"{_FOLDER}/agree.html", which=which, token=token, change=change)


@blueprint.post("/mail-change/<any(new, old):which>/<token>")
def agree(which: str, token: str) -> ResponseReturnValue:
    made = actions.agree(_PURPOSES[which], token)
    if made:
        flash("The email address of your account is changed. Sign in with the new one from now on.")
    else:
        flash("Thank you. The change is made as soon as the other address has agreed too.")
    signed_in = current_user.is_authenticated  # Links are opened in any browser.
    return redirect(url_for("security.page" if signed_in else "sign_in.page"), 303)


@blueprint.get("/mail-change/stop/<token>")
def ask_to_stop(token: str) -> ResponseReturnValue:
    link = mailed_links.look(db.session(), Purpose.STOP, token)
    change = links.change_of(db.session(), link)
    return render_template(f"{_FOLDER}/stop.html", token=token, change=change)


@blueprint.post("/mail-change/stop/<token>")
def stop(token: str) -> ResponseReturnValue:
    actions.stop(token)
    flash(
        "Stopped. Your account keeps this address, is signed out everywhere, "
        "and its API tokens are revoked."
    )
    return redirect(url_for("sign_in.page"), 303)


def _page(values: object, errors: object) -> str:
    return render_template(
        f"{_FOLDER}/page.html", old=current_user.email, values=values, errors=errors
    )
