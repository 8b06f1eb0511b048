"""What can be played, and how: the closed sets that profiles and scene requests share."""

from enum import StrEnum


class Emotion(StrEnum):
    ADMIRATION = "admiration"
    AFFECTION = "affection"
    AMUSEMENT = "amusement"
    ANGER = "anger"
    ANXIETY = "anxiety"
    AWE = "awe"
    BOREDOM = "boredom"
    CALM = "calm"
    CONFUSION = "confusion"
    CONTEMPT = "contempt"
    DETERMINATION = "determination"
    DISAPPOINTMENT = "disappointment"
    DISGUST = "disgust"
    EMBARRASSMENT = "embarrassment"
    ENVY = "envy"
    EXCITEMENT = "excitement"
    FEAR = "fear"
    GRATITUDE = "gratitude"
    GRIEF = "grief"
    GUILT = "guilt"
    HOPE = "hope"
    IRRITATION = "irritation"
    JOY = "joy"
    LONELINESS = "loneliness"
    NEUTRAL = "neutral"
    NOSTALGIA = "nostalgia"
    PRIDE = "pride"
    RELIEF = "relief"
    SADNESS = "sadness"
    SHAME = "shame"
    SURPRISE = "surprise"
    SYMPATHY = "sympathy"
    TENDERNESS = "tenderness"


class Style(StrEnum):
    IMPROV = "improv"
    SKETCH = "sketch"
    VOICE = "voice"
    PHYSICAL = "physical"


class Medium(StrEnum):
    AUDIO = "audio"
    VIDEO = "video"


class Theme(StrEnum):
    """What somebody may want to know of before they apply."""

    ABUSE = "abuse"
    ADDICTION = "addiction"
    BEREAVEMENT = "bereavement"
    BULLYING = "bullying"
    CONFLICT = "conflict"
    CRIME = "crime"
    DISASTER = "disaster"
    DISCRIMINATION = "discrimination"
    EATING = "eating"
    ILLNESS = "illness"
    INTIMACY = "intimacy"
    MENTAL_HEALTH = "mental_health"
    POLITICS = "politics"
    RELIGION = "religion"
    SELF_HARM = "self_harm"
    SEXUAL_CONTENT = "sexual_content"
    STRONG_LANGUAGE = "strong_language"
    VIOLENCE = "violence"
    WAR = "war"


class Level(StrEnum):
    """How well a language is spoken."""

    NATIVE = "native"
    FLUENT = "fluent"
    GOOD = "good"
    BASIC = "basic"


class Equipment(StrEnum):
    """What somebody can record with, where they are."""

    QUIET_ROOM = "quiet_room"
    TREATED_ROOM = "treated_room"
    STUDIO_MICROPHONE = "studio_microphone"
    HEADSET = "headset"
    CAMERA = "camera"
    LIGHTS = "lights"
    WIRED_NETWORK = "wired_network"


class Visibility(StrEnum):
    """Who may see a profile. Widest last."""

    NOBODY = "nobody"
    APPLIED = "applied"
    """Clients to whom they applied, for that application."""
    VERIFIED = "verified"
    """Verified clients and casting may find it."""


class SealedKind(StrEnum):
    LEGAL_NAME = "legal_name"
    UNION = "union"


class Engagement(StrEnum):
    """How somebody may be engaged who lives in one place, by a client in another."""

    FREELANCE = "freelance"
    EMPLOYEE = "employee"
    """Presumed to be one: through an employer of record, not by invoice."""
    PERMIT = "permit"
    """Only with a permit that they show compliance."""
    ASK = "ask"
    """Not known: compliance is asked first."""


class Proof(StrEnum):
    """How it was found out who somebody is."""

    BY_HAND = "by_hand"
    PROVIDER = "provider"


class Document(StrEnum):
    """What was seen. Never its number, never a copy."""

    PASSPORT = "passport"
    IDENTITY_CARD = "identity_card"
    DRIVING_LICENCE = "driving_licence"
    RESIDENCE_PERMIT = "residence_permit"
