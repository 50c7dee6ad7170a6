"""`auditor report …`: summaries of a journey, and reports in files."""
