"""Findings: what an audit found, all of a journey, and one whole."""
