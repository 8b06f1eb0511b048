"""A licence as fields of a form, and back: rights as agreements have them, and the duties."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validate

from consent.agreements.schemas import LONGEST_BODY, TermsForm
from consent.agreements.terms_form import items, planned_from, values_of
from consent.ledger.explaining.forms import is_spelled
from consent.licences.templates.actions import Text
from consent.licences.templates.models import LicenceVersion
from consent.licences.templates.planned import Duties, PlannedLicence, TrainedModels
from consent.licences.templates.queries import planned

_WORDS = "Write words with commas between them, such as gambling, weapons."


def _are_codes(text: str) -> None:
    if not all(is_spelled("code", each) for each in items(text)):
        raise ValidationError(_WORDS)


class LicenceForm(TermsForm):
    trained_models = fields.Enum(
        TrainedModels, by_value=True, required=True, error_messages={"unknown": "Choose one."}
    )
    report_every_months = fields.Integer(
        required=True,
        error_messages={"invalid": "Write a number of months.", "required": "Say how often."},
        validate=validate.Range(1, 12, error="Write 1 to 12 months."),
    )
    supplies_others = fields.Boolean(load_default=False)
    recipient_notice_days = fields.Integer(
        required=True,
        error_messages={"invalid": "Write a number of days.", "required": "Say how many days."},
        validate=validate.Range(1, 365, error="Write 1 to 365 days."),
    )
    banned_ends = fields.String(load_default="", validate=_are_codes)
    locale = fields.String(
        required=True,
        validate=validate.Length(2, 20, error="Write the language as a code, such as en or pt-BR."),
    )
    title = fields.String(load_default="", validate=validate.Length(max=150))
    body = fields.String(load_default="", validate=validate.Length(max=LONGEST_BODY))


def licence_from(form: Mapping[str, Any]) -> PlannedLicence:
    duties = Duties(
        trained_models=form["trained_models"],
        report_every_months=form["report_every_months"],
        supplies_others=form["supplies_others"],
        recipient_notice_days=form["recipient_notice_days"],
        banned_ends=tuple(items(form["banned_ends"])),
    )
    return PlannedLicence(rights=planned_from(form), duties=duties)


def text_from(form: Mapping[str, Any]) -> Text:
    body = form["body"].replace("\r\n", "\n").strip()
    return Text(locale=form["locale"].strip(), title=form["title"].strip(), body=body)


def values(version: LicenceVersion) -> dict[str, object]:
    """What stands in the fields when the form is opened."""
    found = planned(version)
    duties = found.duties
    return {
        **values_of(found.rights),
        "trained_models": duties.trained_models.value,
        "report_every_months": duties.report_every_months,
        "supplies_others": "yes" if duties.supplies_others else "",
        "recipient_notice_days": duties.recipient_notice_days,
        "banned_ends": ", ".join(duties.banned_ends),
        "locale": version.locale,
        "title": version.title,
        "body": version.body,
        "seen": version.version,
    }
