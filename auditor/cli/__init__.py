"""The command line: a folder a noun, a file a command; commands.py has all of them. output.py alone prints; only app.py knows of the screens."""
