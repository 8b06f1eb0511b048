"""Decoded sound as numbers between -1 and 1, a channel a row, whatever the file wrote them as."""

from typing import TYPE_CHECKING

from numpy import float32
from numpy.typing import NDArray

if TYPE_CHECKING:  # The server reads `levels`, and never loads what decodes.
    from av import AudioFrame

Samples = NDArray[float32]
_FULL = {"u8": 128.0, "s16": 2.0**15, "s32": 2.0**31, "s64": 2.0**63, "flt": 1.0, "dbl": 1.0}
_MIDDLE = {"u8": 128.0}
"""Of what has no minus."""


def samples_of(frame: "AudioFrame") -> Samples:
    given = frame.to_ndarray().astype(float32)
    if not frame.format.is_planar:
        given = given.reshape(-1, frame.layout.nb_channels).T
    written = frame.format.name.removesuffix("p")
    found: Samples = (given - float32(_MIDDLE.get(written, 0.0))) / float32(_FULL[written])
    return found
