"""The languages in which dates, times and money are written. The pages themselves are English."""

NAMES = {
    "en": "English",
    "en_GB": "English (United Kingdom)",
    "en_US": "English (United States)",
    "ar": "العربية",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "hi": "हिन्दी",
    "it": "Italiano",
    "ja": "日本語",
    "ko": "한국어",
    "nl": "Nederlands",
    "pl": "Polski",
    "pt": "Português",
    "sv": "Svenska",
    "tr": "Türkçe",
    "uk": "Українська",
    "zh": "中文",
}
CHOICES = tuple(NAMES.items())
"""Value and label, for a select."""
