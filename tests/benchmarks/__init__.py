"""How quick the program is, as ratios against a floor measured in the same run: `make bench`, see docs/SPEED.md."""
