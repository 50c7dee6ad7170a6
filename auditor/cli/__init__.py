"""The command line: one file a noun. output.py alone prints; only app.py knows of the screens."""
