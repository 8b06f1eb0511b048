"""The desk: the queue of those who answer cases."""
