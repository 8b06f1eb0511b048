"""What somebody may allow: uses as bits, the purpose that is asked for, the limits it must keep."""
