"""What is set for everybody who uses the database."""

from __future__ import annotations

from sqlalchemy import Text
from sqlmodel import Field

from auditor.store.rows import TableRow


class SettingRecord(TableRow, table=True):
    """A setting by its key, such as `priority.order`, with its value as JSON."""

    __tablename__ = "setting"

    name: str
    value: str = Field(sa_type=Text)
