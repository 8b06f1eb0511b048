"""One's own profile for programs: what it says, who sees it, what is missing."""

from typing import Any

from flask.views import MethodView
from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from foundation import api
from foundation.database import db
from foundation.web import current_actor
from marketplace.profiles import actions, policy, queries
from marketplace.profiles.actions import Saying
from marketplace.profiles.checks import may_be_booked
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.scopes import READ, WRITE
from marketplace.profiles.strength import strength_of
from marketplace.profiles.tongues import NAMES
from marketplace.profiles.words import Emotion, Equipment, Level, Style, Visibility

blueprint = api.ApiBlueprint(
    "api_profile", __name__, url_prefix="/api/v1/profile", description="Your profile"
)
_AGE = validate.Range(0, 110)


class LanguageSchema(api.Body):
    code = fields.String(required=True, validate=validate.OneOf(sorted(NAMES)))
    level = fields.Enum(Level, by_value=True, required=True)
    accents = fields.List(api.line(80), load_default=list)


class ProfileSchema(api.Body):
    """What is empty was not said."""

    stage_name = api.line(80)
    visibility = fields.Enum(Visibility, by_value=True, required=True)
    invitations = fields.Boolean(load_default=False)
    about = fields.String(load_default="", validate=validate.Length(max=1000))
    training = fields.String(load_default="", validate=validate.Length(max=1000))
    languages = fields.List(
        fields.Nested(LanguageSchema), load_default=list, validate=validate.Length(max=5)
    )
    youngest = fields.Integer(load_default=None, allow_none=True, validate=_AGE)
    oldest = fields.Integer(load_default=None, allow_none=True, validate=_AGE)
    emotions = fields.List(fields.Enum(Emotion, by_value=True), load_default=list)
    styles = fields.List(fields.Enum(Style, by_value=True), load_default=list)
    equipment = fields.List(fields.Enum(Equipment, by_value=True), load_default=list)
    only_under_union = fields.Boolean(load_default=False)
    works_from = fields.String(
        load_default="", validate=validate.Regexp(r"([A-Z]{2}(-[A-Z0-9]{1,3})?)?\Z")
    )


class NewProfileSchema(ProfileSchema):
    seen = fields.Integer(
        required=True,
        validate=validate.Range(0, 2**31 - 1),
        metadata={"description": "The version that this takes the place of; 0 for the first."},
    )

    @validates_schema
    def _whole(self, said: dict[str, Any], **_: Any) -> None:
        youngest, oldest = said["youngest"], said["oldest"]
        if (youngest is None) != (oldest is None):
            raise ValidationError({"oldest": ["Say both ages, or neither."]})
        if youngest is not None and youngest > oldest:
            raise ValidationError({"oldest": ["This is below the youngest."]})


class MissingSchema(Schema):
    what = fields.String(required=True)
    why = fields.String(required=True)


class OwnProfileSchema(ProfileSchema):
    version = fields.Integer(required=True, metadata={"description": "0 before the first."})
    missing = fields.List(fields.Nested(MissingSchema), required=True)
    cannot_be_booked_because = fields.List(
        fields.String(), required=True, metadata={"description": "Empty where you can be."}
    )


@blueprint.route("")
class OwnProfile(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, OwnProfileSchema)
    def get(self) -> dict[str, Any]:
        """Your profile, and what is missing in it"""
        return _current()

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewProfileSchema)
    @blueprint.response(201, OwnProfileSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Say it anew

        The whole of it, each time. 409 where `seen` is not the newest version.
        """
        saying = Saying(
            stage_name=" ".join(form.pop("stage_name").split()),
            visibility=form.pop("visibility"),
            invitations=form.pop("invitations"),
        )
        seen = form.pop("seen")
        form["languages"] = [_language(each) for each in form["languages"]]
        lists = {name: tuple(each) for name, each in form.items() if isinstance(each, list)}
        content = ProfileContent(**{**form, **lists})
        actions.save_profile(saying, content, seen, actor=current_actor())
        return _current()


def _language(said: dict[str, Any]) -> Language:
    return Language(code=said["code"], level=said["level"], accents=tuple(said["accents"]))


def _current() -> dict[str, Any]:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_perform(actor))
    profile = queries.profile_of(session, [actor.id])[actor.id]
    said = {name: getattr(profile.said, name) for name in ProfileContent.__slots__}
    return {
        **said,
        "stage_name": profile.stage_name,
        "visibility": profile.visibility,
        "invitations": profile.invitations,
        "version": queries.version_of(session, actor.id),
        "missing": [each for each in strength_of(session, actor.id) if not each.there],
        "cannot_be_booked_because": may_be_booked(session, actor.id),
    }
