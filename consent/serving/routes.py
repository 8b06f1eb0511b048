"""The ledger's pages: what it is and where it stands for everybody, how it is kept for staff."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.keeping import places
from consent.keeping.jobs import JOBS
from consent.ledger.explaining.sentences import explained
from consent.ledger.policies import BadPolicy, Policy
from consent.serving import queries, watching
from foundation.actors import Power
from foundation.database import db
from foundation.operations.queries import standings
from foundation.operations.routes import OUTCOME_TONES
from foundation.web import current_actor, settings

blueprint = Blueprint("ledger", __name__, url_prefix="/ledger")


class FindForm(Schema):
    class Meta:
        unknown = EXCLUDE

    entry = fields.String(
        load_default="",
        validate=validate.Regexp(
            r"\s*(?:[A-Za-z0-9_-]{22})?\s*\Z",
            error="An entry's id has 22 letters, digits, hyphens and underscores.",
        ),
    )


@blueprint.get("", strict_slashes=False)
def page() -> ResponseReturnValue:
    try:
        entry_id = FindForm().load(request.args)["entry"].strip()
    except ValidationError as wrong:
        return _page(values=request.args, errors=wrong.messages_dict), 422
    found = queries.entry(db.session(), entry_id) if entry_id else None
    return _page(values={"entry": entry_id}, asked=entry_id, found=found)


@blueprint.get("/keeping")
def keeping() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_AUDIT)
    session = db.session()
    return render_template(
        "consent/serving/keeping.html",
        keeping=queries.keeping(session, _policy()),
        newest=queries.newest(session, _policy()),
        late_since=watching.late_since(session),
        policy_fault=_policy_fault(),
        jobs=standings(session, JOBS),
        tones=OUTCOME_TONES,
    )


def _page(**more: object) -> str:
    given: dict[str, object] = {"errors": {}, "asked": "", "found": None, **more}
    newest = queries.newest(db.session(), _policy())
    return render_template("consent/serving/page.html", newest=newest, explained=explained, **given)


def _policy() -> Policy | None:
    """A policy that cannot be read is for staff to know; the public page shows less."""
    try:
        return places.policy(settings())
    except (BadPolicy, OSError):
        return None


def _policy_fault() -> str:
    try:
        places.policy(settings())
    except (BadPolicy, OSError) as why:
        return str(why)
    return ""
