"""Imported before all others, where the whole application is loaded: from then on nothing is looked
through for garbage until `done()`.

Loading makes a million objects that stay. Python by itself looks through them again and again,
which is a quarter of the time that it takes.
"""

import gc

gc.disable()


def done() -> None:
    gc.enable()
