"""Bytes become text, whatever the encoding; JSON is strict, and no bomb takes longer than a moment."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.importing.files.reading import BadContentError, read_source
from auditor.importing.files.structured import COUNT_LIMIT, DEPTH_LIMIT, read_json
from tests.quickness import within

TEXT = "betyg;kommentar\n5;Så lätt – ”bra”\n"


def _file(folder: Path, content: bytes) -> Path:
    path = folder / "file.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_is_read_in_whatever_encoding(tmp_path: Path, encoding: str) -> None:
    source = read_source(_file(tmp_path, TEXT.encode(encoding)))
    assert source.text.lstrip("\ufeff") == TEXT
    assert bool(source.remarks) == (encoding == "cp1252")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"PK\x03\x04rest", "workbook"),
        (b"%PDF-1.7", "PDF"),
        (b"score\n5\x8d\x81\n", "UTF-8"),
        (b"a,b\n1,\x00\n", "no text"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(BadContentError, match=reason):
        read_source(_file(tmp_path, content))


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    with path.open("wb") as opened:
        opened.truncate(10**12)
    with within(1), pytest.raises(BadContentError, match="larger than"):
        read_source(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadContentError, match="no file"):
        read_source(tmp_path)
    with pytest.raises(BadContentError, match="can’t be read"):
        read_source(tmp_path / "missing.csv")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('{"a": {"b": [1, NaN]}}', "$.a.b[1]"),
        ('{"a": [{"c": -Infinity}]}', "$.a[0].c"),
        ('{"score": 1e999}', "$.score"),
        ('{"a": {"x": 1, "x": 2}}', "$.a.x"),
        ('{"a": 1', "line 1, column 8"),
        ('{\n"a": }', "line 2, column 6"),
    ],
)
def test_doubtful_json_is_refused_with_its_place(text: str, where: str) -> None:
    with pytest.raises(BadContentError) as refused:
        read_json(text)
    assert refused.value.where == where


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        '{"a":' * 500_000,
        "[" * (DEPTH_LIMIT + 1) + "]" * (DEPTH_LIMIT + 1),
        "[" + "[]," * COUNT_LIMIT + "1]",
        "9" * 1_000_000,
    ],
    ids=["open brackets", "open objects", "closed brackets", "many lists", "many digits"],
)
def test_bombs_are_refused_in_a_moment(text: str) -> None:
    with within(3), pytest.raises(BadContentError):
        read_json(text)


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**6), 10**6)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=20,
    )
)
def test_good_json_comes_out_as_it_is(value: object) -> None:
    import json

    assert read_json(json.dumps(value)) == value
