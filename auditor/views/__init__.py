"""Frozen views: all that leaves the core. They hold plain values, never table rows."""
