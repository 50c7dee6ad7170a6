"""Auditor: customer-journey audits in the terminal. This package is the core; it never imports Textual."""

__version__ = "0.1.0"
