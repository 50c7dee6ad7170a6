"""`auditor export …` and `auditor import …`: everything out and in again."""
