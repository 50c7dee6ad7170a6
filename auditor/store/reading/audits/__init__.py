"""Reads of audits: walks, what they found, rounds, and audits over time."""
