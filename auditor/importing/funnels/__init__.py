"""Funnels: how many people went on from step to step."""
