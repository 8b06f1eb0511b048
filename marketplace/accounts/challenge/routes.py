"""The page between the password and being signed in, and the passkey that needs no password."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.database import db
from foundation.errors import DomainError, TooMany
from foundation.web import settings
from marketplace.accounts.challenge import actions, pace
from marketplace.accounts.challenge.schemas import PasskeySignInForm
from marketplace.accounts.factors import asked, ceremonies, halfway, queries
from marketplace.accounts.factors.errors import WrongCode, WrongPasskey
from marketplace.accounts.factors.halfway import Halfway
from marketplace.accounts.factors.party import relying_party
from marketplace.accounts.factors.schemas import CodeForm
from marketplace.accounts.sign_in import browser, known_browsers

blueprint = Blueprint("factors", __name__)


@blueprint.get("/sign-in/factor")
def challenge() -> ResponseReturnValue:
    here = halfway.recall()
    return _page(here) if here else _start_over()


@blueprint.post("/sign-in/factor")
def answer() -> ResponseReturnValue:
    here = halfway.recall()
    if here is None:
        return _start_over()
    try:
        form = CodeForm().load(request.form)
        here_from = known_browsers.of(request, settings())
        pace.count_code(here.account_id, here_from)
        sign_in_id = actions.finish_with_code(
            here.account_id,
            form["code"],
            browser=here_from,
            replaces=browser.signed_in_with(),
        )
    except ValidationError as invalid:
        return _page(here, invalid.messages_dict), 422
    except (WrongCode, TooMany) as refusal:
        return _refused(here, refusal)
    return browser.admit(here.account_id, sign_in_id, here.next_path)


@blueprint.post("/sign-in/passkey/question")
def ask_passkey() -> ResponseReturnValue:
    """Of nobody in particular: the device knows which of its passkeys are for us."""
    party = relying_party()
    pace.count_question()
    return jsonify(ceremonies.request_options(party, asked.ask(None), []))


@blueprint.post("/sign-in/passkey")
def answer_passkey() -> ResponseReturnValue:
    try:
        form = PasskeySignInForm().load(request.get_json())
    except ValidationError:
        raise WrongPasskey from None
    account_id, sign_in_id = actions.enter_with_passkey(
        form["answer"],
        asked.answered(None),
        relying_party(),
        browser=known_browsers.of(request, settings()),
        replaces=browser.signed_in_with(),
    )
    here = halfway.recall()
    admitted = browser.admit(account_id, sign_in_id, here.next_path if here else form["next"])
    # The script follows by itself: a redirect would answer its question with a page.
    admitted.data = jsonify(next=admitted.headers.pop("Location")).data
    admitted.status_code, admitted.mimetype = 200, "application/json"
    return admitted


def _start_over() -> ResponseReturnValue:
    flash("That took too long, or your password was changed. Please sign in once more.", "warning")
    return redirect(url_for("sign_in.page"), 303)


def _refused(here: Halfway, refusal: DomainError) -> ResponseReturnValue:
    db.session.rollback()
    status = 429 if isinstance(refusal, TooMany) else 422
    return _page(here, {"code": str(refusal)}), status


def _page(here: Halfway, errors: object = None) -> str:
    return render_template(
        "marketplace/accounts/challenge/page.html",
        ways=queries.ways_of(db.session(), here.account_id),
        errors=errors or {},
    )
