"""What a client takes home: chosen, built, described, handed over, taken back."""
