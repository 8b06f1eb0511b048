"""For those who know their password and lost everything else: a case to the staff."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import throttle
from foundation.cases.actions import open_case
from foundation.cases.models import CaseKind
from foundation.errors import TooMany
from marketplace.accounts.challenge.schemas import LostForm
from marketplace.accounts.factors import halfway
from marketplace.accounts.visitors import themselves

blueprint = Blueprint("lost_factors", __name__, url_prefix="/sign-in/lost")
SUBJECT = "Lost my second step"


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}) if halfway.recall() else redirect(url_for("sign_in.page"), 303)


@blueprint.post("")
def tell() -> ResponseReturnValue:
    """The password was right, so the case says whose account it is; that proves nothing more."""
    here = halfway.recall()
    if here is None:
        return redirect(url_for("sign_in.page"), 303)
    try:
        form = LostForm().load(request.form)
        throttle.spend(bucket=f"lost:{here.account_id}", limit=2, per=timedelta(days=1))
    except ValidationError as invalid:
        return _page(invalid.messages_dict), 422
    except TooMany as refusal:
        return _page({"_form": str(refusal)}), 429
    open_case(
        kind=CaseKind.INCIDENT,
        subject=SUBJECT,
        text=form["text"],
        about=f"/people/{here.account_id}",
        actor=themselves(here.account_id),
    )
    halfway.forget()
    flash("We have your message, and write to the email address of your account.")
    return redirect(url_for("sign_in.page"), 303)


def _page(errors: object) -> str:
    return render_template(
        "marketplace/accounts/challenge/lost.html", values=request.form, errors=errors
    )
