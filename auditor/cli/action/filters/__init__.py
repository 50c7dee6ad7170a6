"""`auditor action filters …`: filters of the list kept under names, for the whole team."""
