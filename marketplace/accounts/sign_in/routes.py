"""The door: sign in and sign out."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def page() -> ResponseReturnValue:
    return render_template("marketplace/accounts/sign_in/page.html")


@blueprint.post("/sign-in")
def enter() -> ResponseReturnValue:
    return redirect(url_for("sign_in.page"))
