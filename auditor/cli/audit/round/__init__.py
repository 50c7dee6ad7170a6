"""`auditor audit round …`: several people audit one journey, each alone, and then agree."""
