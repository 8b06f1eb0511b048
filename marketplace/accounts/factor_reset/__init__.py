"""For those who lost phone and recovery codes: an administrator takes their factors away."""
