"""Pictures: what becomes of a file that is taken in, where screenshots are, and smaller copies. Pillow is only loaded here."""
