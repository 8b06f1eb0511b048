"""C2PA content credentials: what a file is and who may train on it, in the file or beside it."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO

import rfc8785

from consent.projections.answers import Answers, strictest
from consent.projections.cawg import OWN, assertion
from foundation.errors import DomainError
from marketplace.deliveries.describing.signing_key import SigningKey

EMBEDDED = frozenset(("audio/wav", "audio/flac", "audio/mpeg", "video/mp4", "audio/mp4"))
"""Media types whose files take a credential into themselves; others get a `.c2pa` beside them."""
RECIPE = "fairtake-credential-1"
"""To be raised with whatever changes what is signed for the same `Said`."""
_CAPTURED = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
_BESIDE = "application/octet-stream"
_SETTINGS: Mapping[str, Any] = {
    "version": 1,
    # Nothing is asked of any network: neither here nor by whoever reads it with these.
    "verify": {"remote_manifest_fetch": False, "ocsp_fetch": False},
    "builder": {"thumbnail": {"enabled": False}},
}


@dataclass(eq=False)
class NotSigned(DomainError):
    why: str
    message = "A content credential could not be made: {why}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a credential says. No delivery is named, so that a signed file serves several."""

    title: str
    recordings: Mapping[str, Answers]
    """By the public address of today's answer: the strictest of them is said of the file."""
    steps: tuple[str, ...] = ()
    """What was done to the original, as C2PA's actions: `c2pa.transcoded`, `c2pa.edited`."""


def sidecar_of(path: str, media_type: str) -> str | None:
    """Where the credential of this file is; None where the file has it inside."""
    return None if media_type in EMBEDDED else f"{path}.c2pa"


def recipe(said: Said, key: SigningKey) -> str:
    """`sha256:...` of all that decides what is signed, beside the file itself: a signed output is
    kept under this and the file's own hash, since signing again makes other bytes."""
    given: dict[str, Any] = {"recipe": RECIPE, "manifest": manifest(said), "key": key.id}
    return f"sha256:{hashlib.sha256(rfc8785.dumps(given)).hexdigest()}"


def embed(source: BinaryIO, target: BinaryIO, media_type: str, said: Said, key: SigningKey) -> None:
    """For a media type in EMBEDDED. The target is empty, and open for reading and writing."""
    with _signing(said, key) as (builder, signer):
        builder.sign(signer, media_type, source, target)


def sidecar(source: BinaryIO, said: Said, key: SigningKey) -> bytes:
    """For a file that cannot have it inside. It is bound to these very bytes."""
    with _signing(said, key) as (builder, signer), TemporaryFile() as copied_to:
        builder.set_no_embed()
        return bytes(builder.sign(signer, _BESIDE, source, copied_to))


def manifest(said: Said) -> dict[str, Any]:
    """As a claim generator takes it. Of several recordings every address stands in the link."""
    addresses = sorted(said.recordings)
    actions = [{"action": "c2pa.created", "digitalSourceType": _CAPTURED}]
    actions += [{"action": step} for step in said.steps]
    return {
        "claim_generator_info": [{"name": "Fairtake"}],
        "title": said.title,
        "assertions": [
            {"label": "c2pa.actions", "data": {"actions": actions}},
            assertion(strictest(said.recordings.values()), " ".join(addresses)),
            {
                "label": f"{OWN}recordings",
                "data": {"status": addresses, "revocable": True},
            },
        ],
    }


@contextmanager
def _signing(said: Said, key: SigningKey) -> Iterator[tuple[Any, Any]]:
    # It loads 23 MB: only those processes that sign.
    import c2pa  # noqa: PLC0415

    given = c2pa.C2paSignerInfo(alg=b"es256", sign_cert=key.chain, private_key=key.key, ta_url=None)
    try:
        with (
            c2pa.Context(c2pa.Settings.from_dict(dict(_SETTINGS))) as context,
            c2pa.Builder(manifest(said), context=context) as builder,
            c2pa.Signer.from_info(given) as signer,
        ):
            yield builder, signer
    except c2pa.C2paError as why:
        raise NotSigned(str(why)) from why
