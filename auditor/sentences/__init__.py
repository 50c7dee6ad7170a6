"""Views in words: all that is said of them, for the command line, the app and the reports alike."""
