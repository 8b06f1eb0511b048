"""Everything in a request that somebody wrote in words, by its field."""

from collections.abc import Iterator

from marketplace.requests.content import SceneContent


def texts_of(content: SceneContent) -> Iterator[tuple[str, str]]:
    return ((name, text) for name, text in _all(content) if text.strip())


def _all(content: SceneContent) -> Iterator[tuple[str, str]]:
    brief, usage = content.brief, content.usage
    yield "brief.title", brief.title
    yield "brief.scenario", brief.scenario
    yield "brief.improvisation", brief.improvisation
    for place, part in enumerate(brief.parts):
        yield f"parts.parts-{place}-name", part.name
        yield f"parts.parts-{place}-sheet", part.sheet
        yield f"parts.parts-{place}-accents", "\n".join(part.accents)
    for place, beat in enumerate(brief.beats):
        yield f"parts.beats-{place}-what", beat.what
    if content.campaign is not None:
        yield "campaign.prompts", "\n".join(content.campaign.prompts)
        for place, quota in enumerate(content.campaign.quotas):
            yield f"campaign.quotas-{place}-group", quota.group
    yield "recording.note", content.recording.note
    yield "content.limits", "\n".join(content.content.limits)
    yield "content.stop_word", content.content.stop_word
    yield "pay.bonus_for", content.pay.bonus_for
    yield "usage.sector", usage.sector
    yield "usage.prohibited", "\n".join(usage.prohibited)
    yield "usage.union_name", usage.union_name
    for paper in usage.papers:
        yield f"usage.papers-{paper.signature}-description", paper.description
