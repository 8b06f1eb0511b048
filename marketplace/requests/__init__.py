"""What a client asks for: brief, parts, pay, usage and window; each version hashed and dated."""
