"""Drawing and writing what the core knows, in plain text and files; one file a format."""
