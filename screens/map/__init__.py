"""The emotion map, the touchpoint card, and as-is beside to-be."""
