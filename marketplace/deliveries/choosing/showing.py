"""A choice as fields of a page, and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.choices import USES, labelled
from consent.holders.licensing import Covered, covered
from consent.ledger.explaining.words import Answer
from consent.licences.queries import LicensedTerms, licence_for
from consent.licences.recipients.queries import recipients
from foundation import hooks
from foundation.clock import now
from foundation.formats import language, size
from foundation.formats import minutes as in_minutes
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.comparing import Changed
from marketplace.deliveries.choosing.form import Audio, Form, LabelKind, Layout
from marketplace.deliveries.choosing.schemas import said_of, said_of_form
from marketplace.profiles.tongues import CHOICES as TONGUES
from marketplace.profiles.words import Emotion, Medium, Style
from marketplace.requests.models import SceneRequest

LAYOUTS = (
    (Layout.FOLDERS.value, "Plain folders"),
    (Layout.WEBDATASET.value, "WebDataset tar shards"),
)
AUDIO = (
    (Audio.DELIVERED.value, "As delivered"),
    (Audio.NORMALISED.value, "Normalised to one loudness"),
)
LABEL_KINDS = tuple(
    (value, f"{label} (only of performers who let it go)" if value == LabelKind.FELT else label)
    for value, label in labelled(LabelKind)
)
_FORM_WORDS = {"layout": LAYOUTS, "audio": AUDIO}
_LABELS = {
    "uses": "Uses",
    "end_product": "End product",
    "territories": "Territories",
    "models": "Models",
    "model_class": "Class of model",
    "regions": "Stored and processed in",
    "subjects": "Subjects",
    "recipient": "End recipient",
    "until": "Valid until",
    "requests": "Scene requests",
    "languages": "Languages",
    "begins": "Begins in",
    "ends": "Ends in",
    "styles": "Styles",
    "speakers": "Performers",
    "seconds": "Seconds",
    "medium": "Medium",
    "least_overall": "Judged at least",
    "recorded_from": "Recorded from",
    "recorded_to": "Recorded to",
    "layout": "Layout",
    "audio": "Audio",
    "tracks": "Each performer apart",
    "mixed": "All in one file",
    "labels": "Labels",
    "splits": "Splits, in percent",
    "seed": "Seed of the splits",
    "shard_bytes": "Size of a shard",
}
_FIELD_OF = {
    "end products": "end_product",
    "models": "models",
    "model classes": "model_class",
    "territories": "territories",
    "processing regions": "regions",
    "storage regions": "regions",
    "prohibited subjects": "subjects",
}
"""Where somebody says what a limit of the licence is about."""


@dataclass(frozen=True, slots=True)
class Offered:
    """What the form offers to choose from."""

    requests: Sequence[tuple[str, str]]
    recipients: Sequence[tuple[str, str]]
    uses: Sequence[tuple[str, str]] = USES
    emotions: Sequence[tuple[str, str]] = labelled(Emotion)
    styles: Sequence[tuple[str, str]] = labelled(Style)
    media: Sequence[tuple[str, str]] = labelled(Medium)
    tongues: Sequence[tuple[str, str]] = TONGUES
    layouts: Sequence[tuple[str, str]] = LAYOUTS
    audio: Sequence[tuple[str, str]] = AUDIO
    labels: Sequence[tuple[str, str]] = LABEL_KINDS


def offered(session: Session, client_id: UUID) -> Offered:
    of = SceneRequest
    rows = session.execute(
        select(of.id, of.number)
        .where(of.client_id == client_id, of.approved_version_id.is_not(None))
        .order_by(of.number.desc())
    )
    licence = licence_for(session, client_id, now().date())
    named = recipients(session, licence.licence_id) if licence else []
    return Offered(
        uses=_uses(licence),
        requests=[(str(row.id), row.number) for row in rows],
        recipients=[
            (str(each.recipient.id), each.name) for each in named if not each.recipient.ended_at
        ],
    )


def _uses(licence: LicensedTerms | None) -> Sequence[tuple[str, str]]:
    if licence is None:
        return USES
    allowed = {
        use.value for use, answer in licence.uses.items() if answer is not Answer.NOT_ALLOWED
    }
    return [
        (value, label if value in allowed else f"{label} (outside your licence)")
        for value, label in USES
    ]


def licence_of(session: Session, client_id: UUID, choice: Choice) -> Covered:
    """What the client's own licence says to this choice, before anybody builds it. What it does not
    allow is called as the form calls it, so that one finds where to say otherwise."""
    found = covered(session, choice.stated(client_id))
    called = (_LABELS.get(_FIELD_OF.get(each, ""), each) for each in found.outside)
    return replace(found, outside=list(dict.fromkeys(called)))


def values_of(choice: Choice, form: Form) -> dict[str, Any]:
    """As the fields show it: lists that are written have commas between."""
    said = {**said_of(choice), **said_of_form(form)}
    for name in ("territories", "models", "regions", "subjects"):
        said[name] = ", ".join(said[name] or ())
    for name in ("end_product", "model_class", "subjects"):
        said[name] = (said[name] or "").replace("_", " ")
    said["no_subjects"] = choice.subjects == ()
    return said


def in_words(session: Session, choice: Choice) -> list[tuple[str, str]]:
    """What it asks, a line for each field that asks anything."""
    ids = [*choice.requests, *((choice.recipient,) if choice.recipient else ())]
    names = {**hooks.references(session, list(choice.requests)), **hooks.names(session, ids)}
    fields = ((name, getattr(choice, name)) for name in Choice.__dataclass_fields__)
    said = [(_LABELS[name], _said(name, value, names)) for name, value in fields if value]
    if choice.subjects == ():
        said.append((_LABELS["subjects"], "none that performers exclude"))
    return said


def changes_in_words(session: Session, changed: Sequence[Changed]) -> list[tuple[str, str, str]]:
    ids = [UUID(each) for one in changed if one.field == "requests" for each in _both(one)]
    names = hooks.references(session, ids)
    return [
        (_LABELS[each.field], _plain(each, each.before, names), _plain(each, each.after, names))
        for each in changed
    ]


def length_in_words(length_ms: int) -> str:
    return in_minutes(length_ms // 60_000) if length_ms >= 60_000 else f"{length_ms // 1000} s"


def _both(changed: Changed) -> list[str]:
    return [*(changed.before or ()), *(changed.after or ())]


def _plain(changed: Changed, value: Any, names: Mapping[UUID, str]) -> str:
    if changed.field == "requests":
        value = [UUID(each) for each in value or ()]
    if isinstance(value, dict):
        value = [f"{name} {share}" for name, share in value.items()]
    return _said(changed.field, value, names) if value not in (None, []) else "not said"


def _said(name: str, value: Any, names: Mapping[UUID, str]) -> str:
    if name in ("speakers", "seconds"):
        return f"{value[0]} to {value[1]}" if value[0] != value[1] else str(value[0])
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list):
        return ", ".join(_word(name, each, names) for each in value)
    return _word(name, value, names)


def _word(name: str, value: Any, names: Mapping[UUID, str]) -> str:
    if isinstance(value, UUID):
        return names.get(value, "one that is gone")
    if name == "languages":
        return language(value)
    if name in _FORM_WORDS:
        return dict(_FORM_WORDS[name]).get(value, str(value))
    written = name in ("territories", "models", "regions", "splits")
    return str(value) if written else str(value).replace("_", " ")


def form_in_words(form: Form) -> list[tuple[str, str]]:
    """Of shards only where there are any."""
    fields = [(name, getattr(form, name)) for name in Form.__dataclass_fields__]
    is_sharded = form.layout is Layout.WEBDATASET
    return [
        (_LABELS[name], _form_said(name, value))
        for name, value in fields
        if is_sharded or name != "shard_bytes"
    ]


def _form_said(name: str, value: Any) -> str:
    if name == "splits":
        value = [f"{each} {share}" for each, share in value.items()]
    return size(value) if name == "shard_bytes" else _said(name, value, {})
