"""Files, names and numbers beyond all bounds: refused in a line, with little memory, and nothing else suffers."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from auditor.base.errors import RefusedError
from auditor.base.toml import DEPTH_LIMIT, PARTS_LIMIT, parsed
from auditor.base.values import UnfitError
from auditor.importing.files.sheets import LINES_LIMIT
from auditor.library import checklists
from auditor.library.datafiles import PROBLEMS_LIMIT
from auditor.mermaid.reading import SECTIONS_LIMIT, parse
from auditor.settings.config import read_settings
from tests.cli.conftest import Cli
from tests.importing.files import planned

DIGITS = "9" * 5000
LONG = "x" * 5000
GOOD = Path(checklists.OUR_FOLDER / "checkout.toml")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The folder of the user's settings."""
    folder = tmp_path / "config"
    (folder / "checklists").mkdir(parents=True)
    return folder


@pytest.fixture
def cli(tmp_path: Path, walked_file: Path) -> Cli:
    """The command line on a database with a journey and an unfinished audit of it."""
    shutil.copy(walked_file, tmp_path / "default.db")
    return Cli()


def _sparse(path: Path, size: int = 400_000_000) -> None:
    with path.open("wb") as file:
        file.truncate(size)


limits_memory = pytest.mark.skipif(sys.platform != "linux", reason="a program’s memory can’t be limited here")


def _limited(memory: int, *words: str, typed: bytes = b"") -> tuple[int, str, str]:
    """Run a command that may have so many megabytes of addresses; return how it left and what it printed."""
    most = memory * 1_000_000
    ran = subprocess.run(
        [sys.executable, "-m", "auditor", *words],
        input=typed,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (most, most)),
        timeout=100,
        check=False,
    )
    return ran.returncode, ran.stdout.decode(), ran.stderr.decode()


def _is_a_line(code: int, err: str, *words: str) -> None:
    """Tell that a command refused in one line that has these words."""
    assert code == 1 and err.endswith("\n") and err.count("\n") == 1, err[:500]
    assert "unforeseen" not in err and "Traceback" not in err and len(err) < 6000
    assert any(word in err for word in words), err[:500]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"[capacity]\ndays = [1, 2, 3, 4, {DIGITS}]\n", "thousands of digits"),
        (f"[priority]\nneed = {DIGITS}\n", "thousands of digits"),
        ("a." * 3000 + "a = 1\n", "nested too deep"),
        ("[" + "a." * 3000 + "a]\n", "nested too deep"),
        ('"a" . ' * 3000 + '"a" = 1\n', "nested too deep"),
        ("name = " + "[" * 3000 + "\n", "nested too deep"),
        ("name = " + "{a = " * 3000 + "\n", "nested too deep"),
        ("# x\n" * 30_000, "larger than 100000 bytes"),
    ],
)
def test_settings_are_refused_in_a_line(own: Path, cli: Cli, text: str, said: str) -> None:
    (own / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(RefusedError, match=said):
        read_settings(own)
    refused = cli.run("journey", "list")
    _is_a_line(refused.code, refused.err, said)


@limits_memory
def test_settings_of_four_hundred_megabytes_take_none_of_them(own: Path) -> None:
    _sparse(own / "config.toml")
    code, _out, err = _limited(300, "journey", "list")
    _is_a_line(code, err, "larger than 100000 bytes")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_settings_that_are_a_pipe_are_not_waited_for(own: Path) -> None:
    os.mkfifo(own / "config.toml")
    with pytest.raises(RefusedError, match="no file but a device or a pipe"):
        read_settings(own)


def test_names_of_many_parts_are_refused_before_anything_is_made_of_them() -> None:
    for name in ("a." * 100_000 + "a = 1", "[" + "a." * 100_000 + "a]", "'a'." * 50_000 + "a = 1"):
        tracemalloc.start()
        with pytest.raises(UnfitError):
            parsed(name)
        assert tracemalloc.get_traced_memory()[1] < 10 * len(name) + 100_000
        tracemalloc.stop()


def test_what_a_name_may_have_it_may_have() -> None:
    most = ".".join("a" * DEPTH_LIMIT)
    assert parsed(f"{most} = 1") != {}
    with pytest.raises(UnfitError):
        parsed(f"{most}.a = 1")
    # Dots that are in no name are nobody's business.
    prose = "Well ... so it is. " * 40
    for quoted in (f'"{prose}"', f"'{prose}'", f'"""\n{prose}\n{prose}"""', f"'''{prose}'''"):
        assert parsed(f"a.b = {quoted} # {prose}\nc = 1.5\n")["c"] == 1.5
    assert parsed(f'a = """{". " * PARTS_LIMIT * 2}"""') != {}


def _write(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_text(text, encoding="utf-8")


BAD_FILES: dict[str, tuple[Callable[[Path], object], str]] = {
    "one name of many parts": (_write("a." * 40_000 + "a = 1"), "nested too deep"),
    "open lists": (_write("a = " + "[" * 5000), "nested too deep"),
    "a number of many digits": (_write(f"key = {DIGITS}"), "thousands of digits"),
    "a deep value": (
        _write("[[check]]\nseverity = " + f"{{{'a.' * 9}a = " * 200 + "1" + "}" * 200),
        "severity: is …, but must be a whole number",
    ),
    "four hundred megabytes": (_sparse, "larger than 1000000 bytes"),
    "a folder": (Path.mkdir, "can’t be read"),
    "a pipe": (os.mkfifo, "no file but a device or a pipe"),
    "an endless device": (lambda path: path.symlink_to("/dev/zero"), "no file but a device or a pipe"),
    "a link to itself": (lambda path: path.symlink_to(path), "can’t be read"),
    "a link to nothing": (lambda path: path.symlink_to("nothing"), "can’t be read"),
    "no text": (lambda path: path.write_bytes(b"\xff\xfe\x00"), "not UTF-8"),
    "many problems": (_write("".join(f"k{at} = 1\n" for at in range(1000))), "there is more that is wrong"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_one_bad_file_among_own_checklists_is_told_and_the_others_are_listed(
    own: Path, cli: Cli, name: str
) -> None:
    make, said = BAD_FILES[name]
    make(own / "checklists" / "bad.toml")
    text = GOOD.read_text(encoding="utf-8").replace("key = ", 'key = "mine" # ', 1)
    (own / "checklists" / "good.toml").write_text(text, encoding="utf-8")
    listed = cli("checklist", "list")
    assert "mine" in listed.out and "checkout" in listed.out
    told = listed.err.splitlines()
    assert 0 < len(told) <= PROBLEMS_LIMIT + 1 and all("bad.toml" in line for line in told)
    assert any(said in line for line in told), listed.err[:500]


def test_a_hundred_problems_are_found_as_fast_as_a_few(tmp_path: Path) -> None:
    bad = '[[check]]\nkey = "c{}"\nseverity = 9\n'

    def seconds(checks: int) -> float:
        path = tmp_path / f"{checks}.toml"
        path.write_text("".join(map(bad.format, range(checks))) + "\n" * 800_000)
        taken = []
        for _turn in range(2):
            begun = process_time()
            assert checklists.examine(path)[0] is None
            taken.append(process_time() - begun)
        return min(taken)

    assert seconds(100) < 5 * seconds(1)


@pytest.mark.parametrize(
    ("file", "text", "words", "said"),
    [
        (
            "e.json",
            f'{{"format": "auditor-export", "version": {DIGITS}}}',
            ("import", "all"),
            ("thousands of digits",),
        ),
        (
            "e.json",
            '{"format": "auditor-export", "version": 1, "people": [{"id": "1", "name": "A", "revision": '
            + DIGITS[:4000]
            + "}]}",
            ("import", "all"),
            ("must be a whole number",),
        ),
        ("c.toml", f"key = {DIGITS}", ("checklist", "check"), ("thousands of digits",)),
        (
            "r.json",
            f'{{"violations": [{DIGITS}]}}',
            ("evidence", "import", "axe", "--journey", "1", "--touchpoint", "1"),
            ("thousands of digits",),
        ),
        (
            "s.csv",
            f"score,comment\n5,a\n{DIGITS},b\n",
            ("evidence", "import", "survey", "--journey", "1", "--touchpoint", "1"),
            ("is no score",),
        ),
        (
            "f.csv",
            f"step,users\nCheckout,{DIGITS}\nPayment,1\n",
            ("evidence", "import", "funnel", "--journey", "1"),
            ("is no number of people", "Which column"),
        ),
        ("d.mmd", f"journey\na: {DIGITS}: b\n", ("import", "mermaid"), ("the score is",)),
    ],
)
def test_numbers_of_five_thousand_digits(
    cli: Cli, tmp_path: Path, file: str, text: str, words: tuple[str, ...], said: tuple[str, ...]
) -> None:
    path = tmp_path / file
    path.write_text(text)
    refused = cli.run(*words, str(path))
    _is_a_line(refused.code, refused.err, *said)


@pytest.mark.parametrize(
    "words",
    [
        ("evidence", "add", "1", "survey", "Who said it", "--file", LONG),
        ("evidence", "import", "survey", "--journey", "1", LONG),
        ("import", "all", LONG),
        ("import", "mermaid", LONG),
        ("checklist", "check", LONG),
        ("journey", "new", "X", "--template", f"{LONG}.toml"),
        ("export", "all", "-o", LONG),
        ("export", "journey", "1", "--folder", LONG),
        ("report", "html", "1", LONG),
        ("action", "export", "--to", "github", "--status", "proposed", "--folder", LONG),
        ("db", "restore", "--yes", LONG),
        ("db", "backup", LONG),
        ("--db", LONG, "journey", "new", "X"),
    ],
    ids=lambda words: " ".join(word[:20] for word in words),
)
def test_names_of_files_that_no_file_can_have(cli: Cli, words: tuple[str, ...]) -> None:
    refused = cli.run(*words)
    assert "unforeseen" not in refused.err
    assert refused.code in (1, 2, 4) and "Traceback" not in refused.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("journey\n" + "section s\n" * (SECTIONS_LIMIT + 1) + "a: 5: b\n", "sections are too many"),
        ("journey\n" + "section s\na: 5: b\n" * 1001, "are too many"),
    ],
)
def test_diagrams_of_too_much(text: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("#\n" * (LINES_LIMIT + 1), "lines are too many"),
        ("\r" * (LINES_LIMIT + 1), "lines are too many"),
        ("# x\n" * 50_000 + "score\n5\n", "lines before the table are too many"),
        ("score\n5" + "\n" * LINES_LIMIT + "\n", "lines are too many"),
    ],
    ids=["comments", "old line ends", "comments before a table", "blank lines"],
)
def test_tables_of_too_many_lines(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RefusedError, match=said):
        planned(tmp_path, text, "survey")


IMPORTS = {
    "all": (("import", "all"), b'{"format": "auditor-export", "version": 1}', "nothing in the file"),
    "mermaid": (("import", "mermaid"), b"journey\nCheckout: 5: Kim\n", "Made a journey"),
    "survey": (
        ("evidence", "import", "survey", "--journey", "1", "--touchpoint", "1", "--yes"),
        b"score,comment\n5,good\n4,fine\n",
        "was read as",
    ),
}


@limits_memory
@pytest.mark.parametrize("name", IMPORTS)
def test_an_import_asks_for_no_more_memory_than_there_is_to_read(cli: Cli, tmp_path: Path, name: str) -> None:
    assert cli("journey", "list").out
    words, content, said = IMPORTS[name]
    (tmp_path / "file").write_bytes(content)
    code, _out, err = _limited(1000, *words, str(tmp_path / "file"))
    assert code == 0 and said in err, err
    if name != "survey":
        code, _out, err = _limited(1000, *words, "-", typed=content)
        assert code == 0 and said in err, err


@limits_memory
def test_a_report_of_a_million_numbers_needs_little_memory_for_them(cli: Cli, tmp_path: Path) -> None:
    assert cli("journey", "list").out
    numbers = "1.5," * 1_000_000 + "1"
    (tmp_path / "r.json").write_text(f'{{"@graph": [{{"@type": "Assertion", "x": [{numbers}]}}]}}')
    words = ("evidence", "import", "earl", "--journey", "1", "--touchpoint", "1", "--yes")
    code, _out, err = _limited(400, *words, str(tmp_path / "r.json"))
    _is_a_line(code, err, "no EARL assertion", "not enough memory")


@limits_memory
def test_what_is_too_much_for_the_memory_is_told_in_a_line(cli: Cli, tmp_path: Path) -> None:
    assert cli("journey", "list").out
    _sparse(tmp_path / "all.json")
    code, _out, err = _limited(300, "import", "all", str(tmp_path / "all.json"))
    _is_a_line(code, err, "not enough memory")
