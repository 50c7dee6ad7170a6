"""Tests of what every place stands in."""
