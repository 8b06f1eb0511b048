"""The two verifiers that stand alone: a page for a browser and a file for Python."""

import base64
import hashlib
import re
from pathlib import Path

_HERE = Path(__file__).parent
_BLOCK = re.compile(rb"<(script|style)>(.*?)</\1>", re.DOTALL)


def page() -> bytes:
    """The whole verifier as one HTML file, with its policy in a `meta` element too."""
    return (_HERE / "verify.html").read_bytes()


def script() -> bytes:
    """The whole verifier as one Python file."""
    return (_HERE / "verify.py").read_bytes()


def content_security_policy() -> str:
    """Lets the page's own two blocks run, and nothing else: it cannot reach any network."""
    return policy_of(page())


def policy_of(source: bytes) -> str:
    found = {name.decode(): _hash(block) for name, block in _BLOCK.findall(source)}
    return (
        f"default-src 'none'; script-src '{found['script']}'; style-src '{found['style']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(block: bytes) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(block).digest()).decode()
