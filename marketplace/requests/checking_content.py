"""What stands against how far a scene goes: its rating, its themes, what its papers rule out."""

from collections.abc import Iterator, Sequence

from consent.ledger.explaining.words import said
from consent.minimums.wishes import Intensity
from marketplace.profiles.words import Theme
from marketplace.requests.content import SceneContent
from marketplace.requests.purposes import Offered

Reasons = Iterator[tuple[str, str]]
HEAVY = frozenset((Theme.ABUSE, Theme.SELF_HARM, Theme.SEXUAL_CONTENT, Theme.VIOLENCE, Theme.WAR))
"""Nobody who looks for calm scenes should come upon one of these."""


def against_content(content: SceneContent) -> Reasons:
    scene = content.content
    heavy = [theme for theme in scene.themes if theme in HEAVY]
    if scene.intensity is Intensity.CALM and heavy:
        yield "content.intensity", f"A scene with {said(heavy[0])} is not calm: rate it higher."
    if scene.intensity is Intensity.EXTREME and not scene.limits:
        yield "content.limits", "Say what will not happen: an extreme scene needs a limit."


def against_subjects(content: SceneContent, offered: Sequence[Offered]) -> Reasons:
    """Of a recording whose theme its own paper rules out, nothing could ever be delivered."""
    for each in offered:
        limits = each.planned.limits
        ruled_out = (limits.prohibited_subjects if limits else None) or ()
        for theme in content.content.themes:
            if any(_is_about(theme, subject) for subject in ruled_out):
                yield "content.themes", f"{each.name} rules out {said(theme)}."


def _is_about(theme: Theme, subject: str) -> bool:
    """Papers say `sexual` where a theme is `sexual_content`."""
    return theme.value == subject or theme.value.startswith(f"{subject}_")
