"""Light stripes across a picture: the watermark of what is shown before a take is accepted."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

_APART, _WIDTH = 80, 3


def mark(picture: NDArray[Any], height: int, width: int) -> None:
    """In place. A row is a row of the picture, whatever a point of it is made of."""
    inside = stripes(height, width)
    picture[inside] = picture[inside] // 2 + 110


def stripes(height: int, width: int) -> NDArray[np.bool_]:
    """Slanted, so that no crop is without one."""
    rows, columns = np.ogrid[:height, :width]
    return np.asarray((rows + columns) % _APART < _WIDTH)
