"""A program that does what it is told: `python -m tests.running.told CODE`."""

import sys

if __name__ == "__main__":
    exec(sys.argv[1])
