"""What the home of the desk shows: the work that waits, as panels of rows."""
