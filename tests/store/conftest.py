"""What the store's tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from auditor.store.engine import make_engine
from auditor.store.location import locate


@pytest.fixture
def blank_engine(blank_address: str) -> Iterator[Engine]:
    """An engine on a database without tables."""
    location = locate(blank_address)
    if location.path is not None:
        location.path.touch(mode=0o600)
    engine = make_engine(location)
    yield engine
    engine.dispose()
