"""Templates of client licences: terms and text, written by one and published by another."""
