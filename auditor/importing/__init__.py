"""Reads journeys and evidence that other programs wrote."""
