"""What became of a client's money: by order and period, in the books' own figures."""
