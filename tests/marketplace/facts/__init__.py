"""Facts: priced work, each cause once."""
