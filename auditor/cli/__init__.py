"""The command line: a folder a noun, a file a command; `commands.py` has all of them.

`frame/output.py` alone prints, and only `app.py` knows of the screens.
"""
