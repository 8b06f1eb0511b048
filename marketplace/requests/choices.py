"""What the sections offer to choose from, as (value, label)."""

from consent.agreements.choices import labelled
from consent.ledger.explaining.words import Signature
from consent.minimums.wishes import Intensity
from marketplace.accounts.zones import CHOICES as ZONES
from marketplace.profiles.words import Emotion, Medium, Style, Theme
from marketplace.requests.pay import FLOORS_PER_HOUR
from marketplace.requests.words import Named, Remedy, Union

EMOTIONS = labelled(Emotion)
STYLES = labelled(Style)
THEMES = labelled(Theme)
MEDIA = labelled(Medium)
CURRENCIES = tuple((each, each) for each in sorted(FLOORS_PER_HOUR))
SIGNATURES = labelled(Signature)
INTENSITIES = (
    (Intensity.CALM.value, "Calm", "Talk, comfort, everyday joy."),
    (Intensity.MODERATE.value, "Moderate", "A quarrel, worry, tears that pass."),
    (Intensity.STRONG.value, "Strong", "Rage, grief, fear that take effort to leave."),
    (Intensity.EXTREME.value, "Extreme", "Terror or despair at their peak."),
)
NAMED = (
    (Named.NAMED.value, "Named", "Performers read your organisation's name."),
    (
        Named.SEALED.value,
        "Sealed",
        "They read your sector; your name comes in confidence with the offer.",
    ),
)
REMEDIES = (
    (Remedy.REPLACEMENT.value, "A replacement is recorded"),
    (Remedy.CREDIT.value, "A credit for later work"),
)
UNIONS = (
    (Union.NONE.value, "No union agreement", "Said to everyone."),
    (Union.AGREEMENT.value, "A union agreement covers it"),
)
YES_NO = (("yes", "Yes"), ("no", "No"))
ZONE_CHOICES = ZONES
