"""Dialogs: each is asked a question and gives back one value, or None when it was left."""
