"""What somebody is told who saved a search."""

from foundation import notices

FOUND = notices.Kind(
    "gig.found",
    "New gigs in a saved search",
    "Gigs",
    may_turn_off=True,
    sentence=(
        "“{{ search }}” found {{ title }}{% if count > 1 %} and {{ count - 1 }} more{% endif %}."
    ),
)
KINDS = (FOUND,)
