"""One's own data as one file: a sheet of JSON for each part, and a page that explains them."""

import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

_README = """\
What Fairtake keeps about you, as of {at} (UTC).

Each file beside this one is one part of it, as JSON that people and programs can read:
{files}

Times are in UTC. Long codes are ids: they stand for you, other people and things without
naming them. Passwords and secrets of your second factors are not in here: we keep only what
lets us check them. Notes that the staff write to each other about a case are not in here.

You may ask for more, or have something put right: open a case from the foot of any page.
"""


def pack(sections: Mapping[str, Any], at: datetime) -> bytes:
    """The same data at the same time give the same bytes."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        names = "\n".join(f"- {section}.json" for section in sorted(sections))
        _add(
            archive, at, "README.txt", _README.format(at=at.strftime("%Y-%m-%d %H:%M"), files=names)
        )
        for section in sorted(sections):
            words = json.dumps(sections[section], indent=2, ensure_ascii=False, sort_keys=True)
            _add(archive, at, f"{section}.json", words)
    return kept.getvalue()


def _add(archive: zipfile.ZipFile, at: datetime, name: str, text: str) -> None:
    about = zipfile.ZipInfo(name, at.timetuple()[:6])
    about.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(about, text)
