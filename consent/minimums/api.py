"""One's own minimums for programs, as the values that are kept."""

from typing import Any

from flask.views import MethodView
from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from consent.ledger.explaining.forms import LARGEST_NUMBER, LONGEST_LIST, PATTERNS
from consent.minimums import actions, queries
from consent.minimums.queries import Said
from consent.minimums.wishes import USES, Intensity, Minimums, Wish
from foundation import api
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("minimums:read", "Read your minimums")
WRITE = api.Scope("minimums:write", "Say what you would agree to")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_minimums", __name__, url_prefix="/api/v1/minimums", description="Minimums"
)


def _pattern(form: str) -> validate.Regexp:
    return validate.Regexp(rf"{PATTERNS[form]}\Z")


_MINOR = fields.Integer(required=True, validate=validate.Range(0, LARGEST_NUMBER))
_USE = fields.String(validate=validate.OneOf([use.value for use in USES]))
_CURRENCY = fields.String(validate=_pattern("currency"))


def _list(form: str) -> fields.List[str]:
    each = fields.String(validate=_pattern(form))
    return fields.List(each, load_default=list, validate=validate.Length(max=LONGEST_LIST))


class MinimumsSchema(Schema):
    """What is empty is not limited. Amounts are in minor units of their currency."""

    class Meta:
        unknown = RAISE

    uses = fields.Dict(keys=_USE, values=fields.Enum(Wish, by_value=True), load_default=dict)
    prices = fields.Dict(
        keys=_USE,
        values=_MINOR,
        load_default=dict,
        metadata={"description": "The lowest, of uses that are priced."},
    )
    currency = fields.String(load_default=None, allow_none=True, validate=_pattern("currency"))
    prohibited_subjects = _list("code")
    most_intense = fields.Enum(Intensity, by_value=True, load_default=None, allow_none=True)
    longest_months = fields.Integer(
        load_default=None, allow_none=True, validate=validate.Range(1, 1200)
    )
    territories = _list("place")
    avoided = fields.List(
        fields.String(validate=[validate.Length(1, 200), validate.Regexp(r"[^\r\n]*\S[^\r\n]*\Z")]),
        load_default=list,
        validate=validate.Length(max=200),
        metadata={"description": "Clients by name. Whether they are here is never said."},
    )
    lowest_rates = fields.Dict(
        keys=_CURRENCY,
        values=_MINOR,
        load_default=dict,
        metadata={"description": "For an hour of work."},
    )

    @validates_schema
    def _whole(self, said: dict[str, Any], **_: Any) -> None:
        priced = {use for use, wish in said["uses"].items() if wish is Wish.PRICED}
        if priced != set(said["prices"]):
            raise ValidationError({"prices": ["Exactly the uses that are priced have a price."]})
        if priced and not said["currency"]:
            raise ValidationError({"currency": ["Say in which currency the prices are."]})


class NewMinimumsSchema(MinimumsSchema):
    seen = fields.Integer(
        required=True,
        validate=validate.Range(0, LARGEST_NUMBER),
        metadata={"description": "The version that this takes the place of; 0 for the first."},
    )


class SaidMinimumsSchema(Schema):
    version = fields.Integer(
        required=True, metadata={"description": "0 while you have not said anything."}
    )
    set_at = fields.AwareDateTime(required=True, allow_none=True)
    hash = fields.String(required=True, allow_none=True)
    minimums = fields.Nested(MinimumsSchema, required=True)


@blueprint.route("")
class OwnMinimums(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, SaidMinimumsSchema)
    def get(self) -> dict[str, Any]:
        """What you said you would agree to"""
        return _current()

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewMinimumsSchema)
    @blueprint.response(201, SaidMinimumsSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Say it anew

        The whole of it, each time; what is left out is not limited. 409 where `seen` is not the
        newest version.
        """
        seen = form.pop("seen")
        lists = {name: tuple(each) for name, each in form.items() if isinstance(each, list)}
        # By the spelling that is kept, so that page and API can never keep two kinds of it.
        minimums = Minimums.read(Minimums(**{**form, **lists}).canonical())
        actions.set_minimums(minimums, seen, actor=current_actor())
        return _current()


@blueprint.route("/history")
class History(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, SaidMinimumsSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """Every version, newest first"""
        return [_shown(each) for each in queries.history(db.session(), current_actor().id)]


def _current() -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    said = queries.current(session, actor.id)
    if said is not None:
        return _shown(said)
    number = queries.newest_number(session, actor.id)
    return {"version": number, "set_at": None, "hash": None, "minimums": Minimums()}


def _shown(said: Said) -> dict[str, Any]:
    return {
        "version": said.number,
        "set_at": said.set_at,
        "hash": said.hash,
        "minimums": said.minimums,
    }
