"""One window that many pages are looked at in, and nothing of one is there for the next."""

from playwright.sync_api import Browser, Page

from tests.browser.visiting import DESK, KEEP_AXE, new_context, show

EMPTY = "about:blank"


class Window:
    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._page: Page | None = None

    def empty(self) -> Page:
        """As a fresh one shows it; a new one where the last test could not leave it so."""
        if self._page is None or self._page.url != EMPTY:
            self.close()
            context = new_context(self._browser)
            context.add_init_script(KEEP_AXE)
            self._page = context.new_page()
        show(self._page, DESK, "light")
        return self._page

    def leave(self, address: str) -> None:
        if self._page is None or self._page.url == EMPTY:
            return
        self._page.evaluate("sessionStorage.clear()")
        devtools = self._page.context.new_cdp_session(self._page)
        devtools.send("Storage.clearDataForOrigin", {"origin": address, "storageTypes": "all"})
        devtools.detach()
        self._page.context.clear_cookies()
        self._page.goto(EMPTY)

    def close(self) -> None:
        if self._page is not None:
            self._page.context.close()
            self._page = None
