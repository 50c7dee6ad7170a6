"""`auditor export …`: everything as one text, or a journey for other programs."""
