"""What the program is measured against: the least one would write for the same result."""
