"""A walk, step by step, whoever draws it: the app on the whole terminal, the command line a line at a time."""
