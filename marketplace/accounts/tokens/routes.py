"""The page of one's own tokens."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import api, fresh, typed
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.accounts.tokens import actions, queries
from marketplace.accounts.tokens.schemas import TokenForm

blueprint = Blueprint("tokens", __name__, url_prefix="/tokens")
_FORM = "token"


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page(typed.waiting(_FORM) or {"days": 90}, {})


@blueprint.post("")
def create() -> ResponseReturnValue:
    sent = {**request.form.to_dict(), "scopes": request.form.getlist("scopes")}
    try:
        form = TokenForm().load(sent)
    except ValidationError as invalid:
        return _page(sent, invalid.messages_dict), 422
    typed.keep_unless_fresh(current_user, _FORM, form)
    fresh.require(current_user)
    known = [scope.name for scope in api.scopes()]
    secret = actions.create_token(**form, known_scopes=known, actor=current_actor())
    # Shown in this one answer: a redirect would have to keep the secret somewhere.
    return render_template(
        "marketplace/accounts/tokens/created.html", secret=secret, name=form["name"]
    )


@blueprint.get("/<uuid:token_id>/revoke")
def ask_to_revoke(token_id: UUID) -> ResponseReturnValue:
    token = queries.own_token(db.session(), token_id, actor=current_actor())
    return render_template("marketplace/accounts/tokens/revoke.html", token=token)


@blueprint.post("/<uuid:token_id>/revoke")
def revoke(token_id: UUID) -> ResponseReturnValue:
    actions.revoke_token(token_id, actor=current_actor())
    flash("The token is revoked. Programs that used it are refused from now on.")
    return redirect(url_for("tokens.page"))


def _page(values: dict[str, Any], errors: dict[str, Any]) -> str:
    return render_template(
        "marketplace/accounts/tokens/page.html",
        tokens=queries.tokens_of(db.session(), current_user.account_id),
        scopes=[(scope.name, scope.means, scope.name) for scope in api.scopes()],
        values=values,
        errors=errors,
        at=now(),
    )
