"""The command line: a folder a noun, a file a command; `commands` has all of them in one table.

`frame/output` alone prints; only `app` knows of the screens.
"""
