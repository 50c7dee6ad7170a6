"""What is said of words in files is remembered beside the settings, and never in the way."""

from __future__ import annotations

from pathlib import Path

from auditor.settings.words import WORDS_NAME, keep_words, known_words


def test_words_are_remembered_by_the_form_of_their_file(tmp_path: Path) -> None:
    folder = tmp_path / "settings"
    assert known_words(folder) == {}
    assert keep_words(folder, "a1", {"nja": 3}) and keep_words(folder, "b2", {'so "so" = ok': 2.5})
    assert keep_words(folder, "a1", {"toppen": 5, "nja": 2})
    assert known_words(folder) == {"a1": {"nja": 2, "toppen": 5}, "b2": {'so "so" = ok': 2.5}}


def test_nothing_is_remembered_of_no_words_or_of_files_without_a_header(tmp_path: Path) -> None:
    assert not keep_words(tmp_path, "", {"nja": 3}) and not keep_words(tmp_path, "a1", {})
    assert not (tmp_path / WORDS_NAME).exists()


def test_a_file_that_is_none_of_ours_stops_no_import(tmp_path: Path) -> None:
    for content in (b"\xff\xfe", b"[", b'a1 = 3\n[b2]\nnja = "x"\ntrue = true\nok = 4\n'):
        (tmp_path / WORDS_NAME).write_bytes(content)
        assert known_words(tmp_path) in ({}, {"b2": {"ok": 4.0}})
    (tmp_path / WORDS_NAME).write_bytes(b"[spoiled")
    assert not keep_words(tmp_path, "a1", {"nja": 3})
    assert (tmp_path / WORDS_NAME).read_bytes() == b"[spoiled", "what somebody may still mend is kept"
    (tmp_path / WORDS_NAME).unlink()
    (tmp_path / WORDS_NAME).mkdir()
    assert known_words(tmp_path) == {} and not keep_words(tmp_path, "a1", {"nja": 3})
