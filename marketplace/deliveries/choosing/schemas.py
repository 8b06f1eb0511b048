"""What a choice and a form look like, for pages and programs: flat fields, shape and bounds."""

import re
from datetime import date
from math import prod
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, pre_load, validate
from marshmallow.decorators import validates_schema

from consent.ledger.explaining.forms import PATTERNS
from consent.ledger.explaining.words import Use
from foundation.api.shapes import Whole
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.form import MEBIBYTE, Audio, Form, LabelKind, Layout, Split
from marketplace.profiles.words import Emotion, Medium, Style

MOST_SPEAKERS, MOST_SECONDS, MOST_SHARD = 64, 86_400, 4096
MOST_PURPOSES = 500
"""Each use with each model in each place is decided by itself, for every recording."""
_CHOOSE: dict[str, Any] = {"unknown": "Choose from the list."}
_DAY: dict[str, Any] = {"invalid": "Choose a day."}
_NUMBER: dict[str, Any] = {"invalid": "Write a whole number."}
_LANGUAGE = r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}\Z"


def _word(kind: Any) -> fields.Enum[Any]:
    return fields.Enum(
        kind, by_value=True, load_default=None, allow_none=True, error_messages=_CHOOSE
    )


def _many(each: fields.Field[Any], most: int = 50) -> fields.List[Any]:
    return fields.List(
        each,
        load_default=list,
        validate=validate.Length(max=most, error=f"Choose {most} at most."),
    )


def _spelled(form: str, wrong: str) -> fields.String:
    return fields.String(validate=validate.Regexp(rf"(?:{PATTERNS[form]})\Z", error=wrong))


def _code(wrong: str) -> fields.String:
    return fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.Regexp(rf"(?:{PATTERNS['code']})\Z", error=wrong),
    )


def _whole(least: int, most: int) -> fields.Integer:
    return Whole(
        load_default=None,
        allow_none=True,
        validate=validate.Range(least, most, error=f"Write a number from {least} to {most}."),
        error_messages=_NUMBER,
    )


_EACH_BY_ITSELF = ("uses", "models", "territories", "regions")
_PLACE = "Write places as EU, US or US-CA."
_CODE = "Write it in small letters, as in language_course."


class ChoiceSchema(Schema):
    """What is empty asks nothing."""

    uses = fields.List(
        fields.Enum(Use, by_value=True, error_messages=_CHOOSE),
        required=True,
        validate=validate.Length(1, len(Use), error="Choose at least one use."),
        error_messages={"required": "Choose at least one use."},
    )
    end_product = _code(_CODE)
    territories = _many(_spelled("place", _PLACE))
    models = _many(_spelled("text", "Write names of models."))
    model_class = _code(_CODE)
    regions = _many(_spelled("place", _PLACE))
    subjects = fields.List(
        _spelled("code", "Write subjects in small letters, as in self_harm."),
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=50, error="Choose 50 at most."),
        metadata={"description": "None, where you do not say. An empty list: none at all."},
    )
    recipient = fields.UUID(load_default=None, allow_none=True, error_messages=_CHOOSE)
    until = fields.Date(
        load_default=None,
        allow_none=True,
        error_messages=_DAY,
        metadata={"description": "Every consent must hold to the end of this day."},
    )
    requests = _many(fields.UUID(error_messages=_CHOOSE), 500)
    languages = _many(
        fields.String(validate=validate.Regexp(_LANGUAGE, error="Choose from the list."))
    )
    begins = _word(Emotion)
    ends = _word(Emotion)
    styles = _many(fields.Enum(Style, by_value=True, error_messages=_CHOOSE))
    least_speakers = _whole(1, MOST_SPEAKERS)
    most_speakers = _whole(1, MOST_SPEAKERS)
    least_seconds = _whole(0, MOST_SECONDS)
    most_seconds = _whole(0, MOST_SECONDS)
    medium = _word(Medium)
    least_overall = _whole(1, 5)
    recorded_from = fields.Date(load_default=None, allow_none=True, error_messages=_DAY)
    recorded_to = fields.Date(
        load_default=None,
        allow_none=True,
        error_messages=_DAY,
        metadata={"description": "The last day, in UTC."},
    )

    @validates_schema
    def _in_order(self, said: dict[str, Any], **_: Any) -> None:
        for least, most in (
            ("least_speakers", "most_speakers"),
            ("least_seconds", "most_seconds"),
            ("recorded_from", "recorded_to"),
        ):
            low, high = said.get(least), said.get(most)
            if low is not None and high is not None and high < low:
                raise ValidationError({most: ["This is below where it begins."]})
        last = said.get("recorded_to")
        if last is not None and last == date.max:
            raise ValidationError({"recorded_to": ["Choose an earlier day."]})

    @validates_schema
    def _not_too_many(self, said: dict[str, Any], **_: Any) -> None:
        lists = (set(said.get(name) or (None,)) for name in _EACH_BY_ITSELF)
        purposes = prod(map(len, lists))
        if purposes > MOST_PURPOSES:
            asked = f"These are {purposes} purposes, each use with each model in each place."
            raise ValidationError({"uses": [f"{asked} Choose fewer: {MOST_PURPOSES} at most."]})


class FormSchema(Schema):
    layout = fields.Enum(Layout, by_value=True, load_default=Layout.FOLDERS, error_messages=_CHOOSE)
    audio = fields.Enum(Audio, by_value=True, load_default=Audio.DELIVERED, error_messages=_CHOOSE)
    tracks = fields.Boolean(load_default=True)
    mixed = fields.Boolean(load_default=False)
    labels = fields.List(
        fields.Enum(LabelKind, by_value=True, error_messages=_CHOOSE),
        load_default=lambda: list(Form().labels),
        validate=validate.Length(max=len(LabelKind), error="Choose each once."),
    )
    train = Whole(load_default=100, validate=validate.Range(0, 100), error_messages=_NUMBER)
    validation = Whole(load_default=0, validate=validate.Range(0, 100), error_messages=_NUMBER)
    test = Whole(load_default=0, validate=validate.Range(0, 100), error_messages=_NUMBER)
    seed = Whole(load_default=0, validate=validate.Range(0, 2**31 - 1), error_messages=_NUMBER)
    shard_mebibytes = Whole(
        load_default=256,
        validate=validate.Range(1, MOST_SHARD, error=f"Write a number from 1 to {MOST_SHARD}."),
        error_messages=_NUMBER,
    )

    @validates_schema
    def _whole_form(self, said: dict[str, Any], **_: Any) -> None:
        if sum(said.get(each.value, 0) for each in Split) != 100:
            raise ValidationError({"train": ["The three parts must make 100 together."]})
        if not (said.get("tracks") or said.get("mixed")):
            raise ValidationError({"tracks": ["Choose tracks apart, mixed, or both."]})


_LISTS = ("territories", "models", "regions", "requests", "languages", "styles")
_WORDS = (
    *("end_product", "model_class", "recipient", "until", "begins", "ends", "medium"),
    *("least_overall", "recorded_from", "recorded_to"),
)


def choice_from(said: dict[str, Any]) -> Choice:
    """Lists without repeats and in one order, so that the same choice is spelled once."""
    subjects = said["subjects"]
    lists: dict[str, Any] = {name: tuple(sorted(set(said[name]))) for name in _LISTS}
    words: dict[str, Any] = {name: said[name] or None for name in _WORDS}
    return Choice(
        uses=tuple(sorted(set(said["uses"]), key=list(Use).index)),
        subjects=None if subjects is None else tuple(sorted(set(subjects))),
        speakers=_span(said, "speakers", (1, MOST_SPEAKERS)),
        seconds=_span(said, "seconds", (0, MOST_SECONDS)),
        **lists,
        **words,
    )


def form_from(said: dict[str, Any]) -> Form:
    return Form(
        layout=said["layout"],
        audio=said["audio"],
        tracks=said["tracks"],
        mixed=said["mixed"],
        labels=tuple(sorted(set(said["labels"]), key=list(LabelKind).index)),
        splits={each: said[each.value] for each in Split if said[each.value]},
        seed=said["seed"],
        shard_bytes=said["shard_mebibytes"] * MEBIBYTE,
    )


def said_of(choice: Choice) -> dict[str, Any]:
    """As `ChoiceSchema` reads it."""
    speakers, seconds = choice.speakers or (None, None), choice.seconds or (None, None)
    names = ChoiceSchema().fields
    spans = {
        "least_speakers": speakers[0],
        "most_speakers": speakers[1],
        "least_seconds": seconds[0],
        "most_seconds": seconds[1],
    }
    return {name: spans[name] if name in spans else getattr(choice, name) for name in names}


def said_of_form(form: Form) -> dict[str, Any]:
    return {
        **{name: getattr(form, name) for name in ("layout", "audio", "tracks", "mixed", "labels")},
        **{each.value: form.splits.get(each, 0) for each in Split},
        "seed": form.seed,
        "shard_mebibytes": form.shard_bytes // MEBIBYTE,
    }


def _span(said: dict[str, Any], what: str, bounds: tuple[int, int]) -> tuple[int, int] | None:
    least, most = said[f"least_{what}"], said[f"most_{what}"]
    if least is None and most is None:
        return None
    return (bounds[0] if least is None else least), (bounds[1] if most is None else most)


_WORDS_APART = re.compile(r"[,;\n]+")
_BETWEEN = re.compile(r"[\s_-]+")
_CODES = ("end_product", "model_class", "subjects")
_APART = ("territories", "models", "regions", "subjects")
_MANY = ("uses", "requests", "languages", "styles", "labels")
_TICKED = ("tracks", "mixed")


def _as_code(typed: Any) -> Any:
    """People write "Language course"; the papers and the ledger have it as one small word."""
    if isinstance(typed, list):
        return [_as_code(each) for each in typed]
    return _BETWEEN.sub("_", str(typed)).lower()


class _Typed(Schema):
    class Meta:
        unknown = EXCLUDE

    @pre_load
    def without_what_is_empty(self, typed: Any, **_: Any) -> dict[str, Any]:
        """Lists are ticked or written with commas between; what was left empty was not asked."""
        found: dict[str, Any] = {}
        for name in typed:
            if name in _MANY:
                found[name] = [each for each in typed.getlist(name) if each]
            elif name in _APART:
                if words := [each.strip() for each in _WORDS_APART.split(typed[name])]:
                    found[name] = [each for each in words if each]
            elif value := typed[name].strip():
                found[name] = int(value) if value.isascii() and value.isdigit() else value
        found |= {name: _as_code(found[name]) for name in _CODES if found.get(name)}
        found.setdefault("labels", [])
        for name in _TICKED:
            found[name] = bool(found.get(name))
        if not found.get("subjects"):
            found["subjects"] = [] if "no_subjects" in typed else None
        return found


class TypedChoice(_Typed, ChoiceSchema):
    pass


class TypedForm(_Typed, FormSchema):
    pass
