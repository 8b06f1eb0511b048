"""One file that holds everything this installation keeps, and the way back from it."""
