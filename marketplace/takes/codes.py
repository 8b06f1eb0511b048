"""Why a take is rejected: a closed list, so that reasons can be counted and appealed."""

from enum import StrEnum


class Code(StrEnum):
    TECHNICAL = "technical"
    OFF_BRIEF = "off_brief"
    WRONG_LANGUAGE = "wrong_language"
    OTHER_PERSON = "other_person"
    REAL_NAMES = "real_names"
    PLATFORM_FAULT = "platform_fault"
    SAFETY_STOP = "safety_stop"
    FRAUD = "fraud"


PAID = frozenset((Code.PLATFORM_FAULT, Code.SAFETY_STOP))
"""Nobody who played is at fault."""
SAID: dict[Code, str] = {
    Code.TECHNICAL: "The recording cannot be used for a technical reason",
    Code.OFF_BRIEF: "It is not what the brief asks for",
    Code.WRONG_LANGUAGE: "It is in another language than the brief's",
    Code.OTHER_PERSON: "Somebody is heard or seen who did not agree to it",
    Code.REAL_NAMES: "It names real people, and cannot be cut",
    Code.PLATFORM_FAULT: "Our side failed: it is paid",
    Code.SAFETY_STOP: "It was stopped for safety: it is paid",
    Code.FRAUD: "It is not their own performance",
}
