"""Reads of actions: the list at any size, one action whole, and what helps to decide."""
