"""What a client takes home, and takes back: datasets chosen, built, described, fetched."""
