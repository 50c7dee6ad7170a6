"""Surveys: what customers replied."""
