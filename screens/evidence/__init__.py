"""The evidence of a journey."""
