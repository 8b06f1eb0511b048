"""The page on which performers say what they would agree to."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.minimums import actions, minimums_form, queries
from consent.minimums.saying import summary
from consent.minimums.schemas import MinimumsForm
from consent.minimums.wishes import Minimums
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("minimums", __name__, url_prefix="/rights/minimums")


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    said = queries.current(session, actor.id)
    values = minimums_form.values_of(said.minimums if said else Minimums())
    return _page({**values, "seen": queries.newest_number(session, actor.id)}, {})


@blueprint.post("")
def set_minimums() -> ResponseReturnValue:
    typed = {
        name: value
        for name, value in request.form.items()
        if value.strip() not in ("", minimums_form.UNDECIDED)
    }
    try:
        form = MinimumsForm().load(typed)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    minimums = minimums_form.minimums_from(form)
    actions.set_minimums(minimums, form["seen"], actor=current_actor())
    flash("Saved. Whatever you are asked to sign is compared with it.")
    return redirect(url_for("minimums.page"))


def _page(values: Any, errors: object) -> str:
    said = queries.history(db.session(), current_actor().id)
    return render_template(
        "consent/minimums/page.html",
        history=[(each, summary(each.minimums)) for each in said],
        choices=minimums_form,
        values=values,
        errors=errors,
    )
