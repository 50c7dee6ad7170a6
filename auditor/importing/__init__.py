"""Reads journeys that other programs wrote."""
