"""The linear mode: a conversation in lines, for screen readers and braille displays, that needs nothing but text.

Nothing is drawn, placed or coloured, and nothing is said again that did not change. A key and enter is an answer.
"""
