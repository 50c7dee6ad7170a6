"""Reports of tools that measure pages: accessibility and speed."""
