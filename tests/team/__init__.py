"""Tests of a team's database on a server."""
