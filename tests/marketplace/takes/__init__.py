"""Takes, from the file that comes in to what it earns."""
