"""May these recordings be used for this purpose: one rule for one recording and for a million."""
