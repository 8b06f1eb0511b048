"""One recording's whole story on one page, as of any moment."""
