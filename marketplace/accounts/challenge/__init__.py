"""The second step of a sign-in, and the sign-in that needs no first: by passkey."""
