"""What proves who somebody is, beside a password: apps, recovery codes, passkeys."""
