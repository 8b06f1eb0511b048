"""The sections in which a scene request is written, in their order."""

from enum import StrEnum

from marketplace.requests.models import RequestKind


class Section(StrEnum):
    BRIEF = "brief"
    PARTS = "parts"
    CAMPAIGN = "campaign"
    RECORDING = "recording"
    CONTENT = "content"
    WINDOW = "window"
    PAY = "pay"
    USAGE = "usage"


LABELS = {
    Section.BRIEF: "The scene",
    Section.PARTS: "Parts and beats",
    Section.CAMPAIGN: "Hours and quotas",
    Section.RECORDING: "Recording",
    Section.CONTENT: "Content",
    Section.WINDOW: "Dates",
    Section.PAY: "Pay",
    Section.USAGE: "Usage",
}


def sections_of(kind: RequestKind) -> tuple[Section, ...]:
    """Only a campaign has quotas."""
    campaign = kind is RequestKind.CAMPAIGN
    return tuple(each for each in Section if campaign or each is not Section.CAMPAIGN)


def after(section: Section, kind: RequestKind) -> Section | None:
    """The next one; None after the last."""
    order = sections_of(kind)
    place = order.index(section) + 1
    return order[place] if place < len(order) else None
