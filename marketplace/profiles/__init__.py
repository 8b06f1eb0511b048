"""Who a performer is on stage: what they play, with what, when; what others may see of it."""
