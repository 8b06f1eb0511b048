"""What a page asks of a person's hands: counted in the browser, and turned into minutes."""

import sys
from dataclasses import dataclass

from playwright.sync_api import BrowserContext, Page

# Kept by the tab, so that it goes on from page to page.
_COUNT = """
if (window === top) {
  const add = (what, many = 1) =>
    sessionStorage.setItem(what, Number(sessionStorage.getItem(what) ?? 0) + many);
  add("pages");
  addEventListener("change", ({ target }) => {
    add("fields");
    if (target.matches("textarea, input:not([type=checkbox], [type=radio])"))
      add("letters", target.value.length);
  }, true);
  addEventListener("click", ({ target }) => {
    if (target.closest("a, button, summary")) add("taps");
  }, true);
}
"""
# Card, Moran and Newell's keystroke-level model: somebody who types as most do, decides before
# each field and each tap, moves a hand to the pointer and back, and waits a second for a page.
# Reading and making up one's mind what to write come on top.
_LETTER, _FIELD, _TAP, _PAGE = 0.28, 3.35, 2.65, 1.0


@dataclass(frozen=True, slots=True)
class Effort:
    fields: int
    letters: int
    taps: int
    pages: int

    @property
    def seconds(self) -> float:
        typed = self.letters * _LETTER + self.fields * _FIELD
        return typed + self.taps * _TAP + self.pages * _PAGE

    def __str__(self) -> str:
        counted = f"{self.fields} fields, {self.letters} letters, {self.taps} taps"
        return f"{counted}, {self.pages} pages: {self.seconds:.0f} s of handwork"


def count(context: BrowserContext) -> None:
    """From the next page on."""
    context.add_init_script(_COUNT)


def begin(page: Page) -> None:
    """From the page that is open."""
    page.evaluate("sessionStorage.clear(); sessionStorage.setItem('pages', 1)")


def spent(page: Page, what: str) -> Effort:
    """Since it began; said where pytest shows what tests say (`-rP`)."""
    names = ("fields", "letters", "taps", "pages")
    read = "(names) => names.map((each) => Number(sessionStorage.getItem(each) ?? 0))"
    found = Effort(*page.evaluate(read, list(names)))
    sys.stdout.write(f"{what}: {found}\n")
    return found
