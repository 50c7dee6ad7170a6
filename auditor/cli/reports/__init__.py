"""`auditor report …`: summaries, and reports for colleagues."""
