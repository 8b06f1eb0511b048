"""Who has a copy of which recording, and the one gate by which copies leave."""
