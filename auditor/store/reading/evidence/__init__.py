"""Reads of evidence: what is recorded, what it amounts to, and proofs."""
