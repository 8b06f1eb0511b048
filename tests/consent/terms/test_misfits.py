"""A purpose stays within limits, or says by bits which it leaves."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.terms import DIMENSIONS, Limits
from consent.ledger.explaining.words import Use
from consent.terms.misfits import LIMITING, Misfit, misfits
from consent.terms.purpose import Purpose

LAB, STUDIO, OTHER = UUID(int=4), UUID(int=5), UUID(int=6)
WHOLE = Purpose(
    client=LAB,
    use=Use.EVALUATION,
    recipient=STUDIO,
    end_product="support",
    territory="DE",
    model="m1",
    model_class="speech",
    subjects=("family",),
    region="EU",
)
LIMITS = Limits(
    ends_on=date(2029, 3, 1),
    clients=(LAB,),
    recipients=(STUDIO,),
    end_products=("support",),
    models=("m1",),
    model_classes=("speech",),
    territories=("DE", "FR"),
    processing_regions=("EU",),
    storage_regions=("EU",),
    prohibited_subjects=("violence",),
)
BY_FIELD = {
    "client": (OTHER, Misfit.CLIENTS),
    "recipient": (OTHER, Misfit.RECIPIENTS),
    "end_product": ("sales", Misfit.END_PRODUCTS),
    "territory": ("US", Misfit.TERRITORIES),
    "model": ("m2", Misfit.MODELS),
    "model_class": ("video", Misfit.MODEL_CLASSES),
    "subjects": (("family", "violence"), Misfit.PROHIBITED_SUBJECTS),
    "region": ("US", Misfit.PROCESSING_REGIONS | Misfit.STORAGE_REGIONS),
}
MAY_BE_SILENT = ("client", "recipient")


def found(purpose: Purpose) -> int:
    return misfits(plain_fields(LIMITS), purpose)


def test_every_rule_of_the_ledger_is_asked_and_storage_beside_it():
    assert set(LIMITING) == {limit for limit, _, _ in DIMENSIONS} | {"storage_regions"}
    assert {each.name for each in Misfit} == {limit.upper() for limit in LIMITING}


def test_within_all_limits_nothing_is_left():
    assert found(WHOLE) == 0


@pytest.mark.parametrize("field", BY_FIELD)
def test_each_limit_that_is_left_is_named(field):
    wrong, misfit = BY_FIELD[field]
    assert found(replace(WHOLE, **{field: wrong})) == misfit


@pytest.mark.parametrize("field", [each for each in BY_FIELD if each not in MAY_BE_SILENT])
def test_what_is_limited_must_be_said(field):
    assert found(replace(WHOLE, **{field: None})) == BY_FIELD[field][1]


def test_without_a_recipient_the_client_itself_receives():
    assert found(replace(WHOLE, recipient=None)) == 0


def test_what_nobody_limited_need_not_be_said():
    assert misfits({}, Purpose(client=OTHER, use=Use.RESALE)) == 0
