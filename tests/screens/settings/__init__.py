"""Tests of the settings in the app."""
