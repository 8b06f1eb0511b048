"""Everything that a version of a scene request says, with one spelling and its hash."""

import hashlib
from dataclasses import dataclass
from uuid import UUID

import rfc8785
from cattrs.preconf.json import make_converter

from consent.ledger.explaining.words import Use
from marketplace.requests.campaigns import Campaign
from marketplace.requests.pay import Pay
from marketplace.requests.scene import Brief, Content, Recording
from marketplace.requests.usage import Usage
from marketplace.requests.window import Window

_CONVERTER = make_converter(omit_if_default=True)
_CONVERTER.register_unstructure_hook(UUID, str)
_CONVERTER.register_structure_hook(UUID, lambda said, _: UUID(said))
_CONVERTER.register_unstructure_hook(Use, lambda use: use.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneContent:
    brief: Brief
    recording: Recording
    content: Content
    pay: Pay
    usage: Usage
    window: Window
    campaign: Campaign | None = None

    def canonical(self) -> bytes:
        """RFC 8785: one spelling, so that what says the same has the same hash."""
        return rfc8785.dumps(_CONVERTER.unstructure(self))

    @property
    def hash(self) -> str:
        return "sha256:" + hashlib.sha256(self.canonical()).hexdigest()

    @classmethod
    def read(cls, canonical: bytes) -> "SceneContent":
        """Back from what `canonical` gave."""
        return _CONVERTER.loads(canonical, cls)
