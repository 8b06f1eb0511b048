"""Has a file looked into before it becomes anything: what is no track is refused at the door."""

import json
import subprocess
from pathlib import Path

from foundation import apart
from foundation.uploads.sniff import NotWhatItSays
from marketplace.takes.arriving.errors import CannotBeOpened, EndsEarly, UnfoldsTooFar
from marketplace.takes.arriving.seen import Seen, WhyNot

_PROGRAM = "marketplace.takes.arriving.looking"
_AT_MOST_S = 30
"""It ends itself long before, unless the machine has no time for it."""


def refuse_unfit(path: Path, media_type: str) -> None:
    seen = _look(path)
    match seen.why_not:
        case WhyNot.UNREADABLE:
            raise CannotBeOpened
        case WhyNot.TOO_MUCH:
            raise UnfoldsTooFar
        case WhyNot.ENDS_EARLY:
            raise EndsEarly(_here(seen))
    if seen.has_picture and media_type.startswith("audio/"):
        raise NotWhatItSays(media_type)


def _here(seen: Seen) -> str:
    return "" if seen.here is None else f": {seen.here * 100:.0f} % of it is here"


def _look(path: Path) -> Seen:
    """A decoder that falls over the file, or does not come back, has said enough."""
    try:
        ran = subprocess.run(  # noqa: S603 - our own program; the file is an argument, no shell
            apart.command(_PROGRAM, path),
            cwd=apart.ROOT,
            env=apart.ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_AT_MOST_S,
            check=True,
        )
        return Seen.read(json.loads(ran.stdout))
    except (subprocess.SubprocessError, ValueError):
        return Seen(why_not=WhyNot.UNREADABLE)
