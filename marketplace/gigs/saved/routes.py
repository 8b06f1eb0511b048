"""Pages of one's saved searches."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from foundation.database import db
from foundation.web import current_actor
from marketplace.gigs.errors import NameIsTaken, TooManySearches
from marketplace.gigs.saved import actions, queries
from marketplace.gigs.saved.models import Pace
from marketplace.gigs.schemas import SEARCH_FORM, asked_in

blueprint = Blueprint("saved_searches", __name__, url_prefix="/gigs/saved")
PACES = (
    (Pace.AT_ONCE.value, "At once", "As soon as a gig is there."),
    (Pace.DAILY.value, "Once a day", "All that is new in one mail."),
    (Pace.NEVER.value, "Never", "You open it yourself."),
)


class PaceForm(Schema):
    class Meta:
        unknown = EXCLUDE

    pace = fields.Enum(
        Pace,
        by_value=True,
        required=True,
        error_messages={"unknown": "Choose one.", "required": "Choose one."},
    )


class SaveForm(PaceForm):
    name = fields.String(
        required=True,
        validate=[
            validate.Length(1, 80, error="Use 1 to 80 characters."),
            validate.Regexp(r"[\s\S]*\S", error="Give it a name."),
        ],
    )


@blueprint.get("")
def page() -> ResponseReturnValue:
    """With a search in its address it asks how to keep it."""
    return _page({"pace": Pace.DAILY.value}, {})


@blueprint.post("")
def save() -> ResponseReturnValue:
    asked = asked_in(request.args)
    try:
        SEARCH_FORM.load(asked)
        form = SaveForm().load(request.form)
        actions.save_search(form["name"].strip(), asked, form["pace"], actor=current_actor())
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except (NameIsTaken, TooManySearches) as refused:
        db.session.rollback()
        return _page(request.form, {"name": str(refused)}), 409
    flash("The search is saved.")
    return redirect(url_for("saved_searches.page"))


@blueprint.post("/<uuid:search_id>/pace")
def change_pace(search_id: UUID) -> ResponseReturnValue:
    form = PaceForm().load(request.form)
    actions.change_pace(search_id, form["pace"], actor=current_actor())
    flash("Changed.")
    return redirect(url_for("saved_searches.page"))


@blueprint.post("/<uuid:search_id>/delete")
def delete(search_id: UUID) -> ResponseReturnValue:
    actions.delete_search(search_id, actor=current_actor())
    flash("The search is deleted. Nothing is sent about it any more.")
    return redirect(url_for("saved_searches.page"))


def _page(values: Any, errors: object) -> str:
    asked = asked_in(request.args)
    return render_template(
        "marketplace/gigs/saved.html",
        searches=queries.searches_of(db.session(), current_actor().id),
        path_of=queries.path_of,
        said=said_of,
        asked=asked,
        paces=PACES,
        values=values,
        errors=errors,
    )


def said_of(asked: dict[str, Any]) -> str:
    """A search in a line, as it was typed and chosen."""
    parts = [each for value in asked.values() for each in _listed(value)]
    return ", ".join(part.replace("_", " ") for part in parts) or "everything that opens"


def _listed(value: Any) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]
