"""What a command of the team is told: a person, and what they may do."""

from __future__ import annotations

import click

from auditor.base.vocabulary import Access

ROLES = click.Choice([access.value for access in Access])
"""Owner, editor, auditor or reader."""
