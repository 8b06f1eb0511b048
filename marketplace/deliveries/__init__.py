"""What a client takes home: chosen, built, described, handed over, and taken back."""
