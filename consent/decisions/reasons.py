"""Why a recording may not be used: each reason a bit, worked out of a right's row."""

from enum import IntFlag
from typing import Any

from consent.ledger.explaining.moves import PERMITTING
from consent.terms.misfits import Misfit
from consent.terms.purpose import Purpose

REVIEW = 1
"""The bit of the one use that needs no accepted take."""


class Reason(IntFlag):
    STATE = 1 << 0
    """What the performer gave is not given now: refused, withdrawn, expired, ended."""
    USE = 1 << 1
    NOT_ACCEPTED = 1 << 2
    NOT_STARTED = 1 << 3
    ENDED = 1 << 4
    SUSPENDED = 1 << 5
    NOT_REGISTERED = 1 << 6
    CLIENT = Misfit.CLIENTS
    RECIPIENT = Misfit.RECIPIENTS
    END_PRODUCT = Misfit.END_PRODUCTS
    MODEL = Misfit.MODELS
    MODEL_CLASS = Misfit.MODEL_CLASSES
    TERRITORY = Misfit.TERRITORIES
    PROCESSING = Misfit.PROCESSING_REGIONS
    SUBJECT = Misfit.PROHIBITED_SUBJECTS
    STORAGE = Misfit.STORAGE_REGIONS


SENTENCES: dict[Reason, str] = {
    Reason.STATE: "this consent is {state}",
    Reason.USE: "this use was not allowed",
    Reason.NOT_ACCEPTED: "the take is not accepted, so it may only be reviewed",
    Reason.NOT_STARTED: "the consent begins on {starts_on}",
    Reason.ENDED: "the consent ended at the end of {ends_on}",
    Reason.SUSPENDED: "the consent is suspended; cause: {cause}",
    Reason.NOT_REGISTERED: "no consent is registered for this recording",
    Reason.CLIENT: "it was not allowed to this client",
    Reason.RECIPIENT: "it was not allowed to this recipient",
    Reason.END_PRODUCT: "it was not allowed for this end product",
    Reason.MODEL: "it was not allowed for this model",
    Reason.MODEL_CLASS: "it was not allowed for this class of model",
    Reason.TERRITORY: "it was not allowed in this territory",
    Reason.PROCESSING: "it may not be processed in this region",
    Reason.STORAGE: "it may not be stored in this region",
    Reason.SUBJECT: "its subjects were excluded, or were not said",
}
ITS_END_IS_ORDERED = "this consent is being ended, with others that end together"
_PERMITTING = frozenset(PERMITTING)
_STATE, _USE, _NOT_ACCEPTED = int(Reason.STATE), int(Reason.USE), int(Reason.NOT_ACCEPTED)
_NOT_STARTED, _ENDED = int(Reason.NOT_STARTED), int(Reason.ENDED)


def bits_against(row: Any, purpose: Purpose, day: Any) -> int:
    """All but limits and suspensions. The row and the day as the driver writes them: text sorts
    as days do."""
    _, _, state, accepted, uses, starts_on, ends_on, _, _ = row
    bits = 0
    if state not in _PERMITTING:
        bits |= _STATE
    if not uses & purpose.bit:
        bits |= _USE
    if not (accepted or purpose.bit == REVIEW):
        bits |= _NOT_ACCEPTED
    if day < starts_on:
        bits |= _NOT_STARTED
    if day > ends_on:
        bits |= _ENDED
    return bits
