"""An entry's one spelling as a template and as a pattern, for those who meet millions.

Its ten values are of closed forms in which JSON escapes nothing, so that RFC 8785 comes
down to this one line: a test holds it to that.
"""

import re
from collections.abc import Collection, Sequence

TEMPLATE = (
    '{"actor":"%s","commit":"%s","id":"%s","n":%d,"prev":"%s",'
    '"terms":"%s","thread":"%s","time":"%s","type":"%s","v":1}'
)
PATTERN = re.compile(
    r'^\{"actor":"([^"]*)","commit":"([^"]*)","id":"([^"]*)","n":([0-9]+),'
    r'"prev":"([^"]*)","terms":"([^"]*)","thread":"([^"]*)","time":"([^"]*)",'
    r'"type":"([^"]*)","v":1\}$',
    re.MULTILINE,
)
"""Its nine groups may still hold anything: `entries` says what each may be."""
Spelled = tuple[str, str, str, str, str, str, str, str, str]
_BASE64URL = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def read_many(bodies: Sequence[bytes]) -> list[Spelled] | None:
    """The groups of each, in one go; None where one of them is spelled otherwise."""
    try:
        text = b"\n".join(bodies).decode("ascii")
    except UnicodeDecodeError:
        return None
    # As many lines as bodies, and each of them matches: so none holds a line of its own.
    found: list[Spelled] = PATTERN.findall(text)
    return found if len(found) == len(bodies) == text.count("\n") + 1 else None


def are_random(texts: Collection[str], length: int, endings: str) -> bool:
    """Whether all are base64url of this length that ends in one of these."""
    joined = "".join(texts)
    return (
        set(map(len, texts)) <= {length}
        and not joined.encode("utf-8", "replace").translate(None, _BASE64URL)
        and set(joined[length - 1 :: length]) <= set(endings)
    )
