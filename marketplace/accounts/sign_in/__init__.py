"""The door: who may come in, and how often it may be tried."""
