"""Workbooks and packed files are read as they are, within limits; what can't be read is told as what it is."""

from __future__ import annotations

import gzip
import io
import struct
import tempfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.base.errors import RefusedError
from auditor.cli.frame.ways_out import WAYS
from auditor.importing.files.reading import BadContentError, read_source
from auditor.importing.known import refuse_known
from auditor.importing.wishes import NO_WISHES, Wishes
from auditor.views.imports import Imported
from screens.frame.ways_out import WAYS as APP_WAYS
from tests.importing.files import CHECKOUT, planned
from tests.importing.reports import axe_page, text
from tests.importing.workbooks import Rows, again, ods, xlsx, zipped
from tests.quickness import within

FUNNEL: Rows = [
    ["# Start date: 20260301"],
    ["# End date: 20260331"],
    [],
    ["Step", "Users", "Completion"],
    ["Product page", 12000, 0.3],
    ["Basket", 3600, 0.5],
    ["Checkout", 1800, None],
]
Maker = Callable[[Mapping[str, Rows]], bytes]
MAKERS = pytest.mark.parametrize("made", [xlsx, ods], ids=["xlsx", "ods"])


def _text(folder: Path, content: bytes, sheet: str = "") -> str:
    path = folder / "file.xlsx"
    path.write_bytes(content)
    return read_source(path, sheet=sheet).text


def _refused(folder: Path, content: bytes, wishes: Wishes = NO_WISHES, form: str = "funnel") -> RefusedError:
    with pytest.raises(RefusedError) as refused:
        planned(folder, content, form, wishes, "file.xlsx")
    return refused.value


@MAKERS
@pytest.mark.parametrize("form", ["funnel", ""])
def test_a_workbook_is_read_as_the_same_table_in_csv(tmp_path: Path, made: Maker, form: str) -> None:
    plan = planned(tmp_path, made({"Tratt": FUNNEL}), form, name="tratt.xlsx")
    assert {each.touchpoint: (each.draft.people, each.draft.figure) for each in plan.landings} == {
        "Product page": (12000, 70.0),
        "Basket": (3600, 50.0),
    }
    assert {each.draft.collected for each in plan.landings} == {date(2026, 3, 31)}
    assert "The sheet “Tratt” of the workbook was read." in plan.remarks


@MAKERS
def test_days_are_days_and_numbers_keep_their_decimals(tmp_path: Path, made: Maker) -> None:
    rows: Rows = [
        ["Datum", "Betyg", "Kommentar"],
        [date(2026, 3, 4), 4.125, 'Så lätt; – "bra"\nja'],
        [datetime(2026, 3, 4, 10, 5), 5, None],
        [],
        [None, 12345678, "#"],
    ]
    assert _text(tmp_path, made({"Svar": rows})).splitlines() == [
        '"Datum";"Betyg";"Kommentar"',
        '"2026-03-04";"4.1250";"Så lätt; – ""bra"" ja"',
        '"2026-03-04 10:05:00";"5";""',
        "",
        '"";"12345678";"#"',
    ]


def test_truth_and_tiny_numbers_are_text(tmp_path: Path) -> None:
    assert _text(tmp_path, xlsx({"A": [[True, 1e-7, -0.5, 1e20]]})).strip() == (
        '"TRUE";"0.0000001";"-0.5";"100000000000000000000"'
    )


@MAKERS
def test_a_number_with_three_decimals_is_no_number_of_people(tmp_path: Path, made: Maker) -> None:
    rows: Rows = [["Step", "Users"], ["Basket", 1.234], ["Checkout", 1.1]]
    assert "“1.2340” is no number of people" in str(_refused(tmp_path, made({"A": rows})))


@MAKERS
def test_of_several_sheets_one_is_asked_for(tmp_path: Path, made: Maker) -> None:
    other: Rows = [["Step", "Users"], ["Basket", 10], ["Checkout", 1]]
    book = made({"Mars": FUNNEL, "Tom": [], "April": other})
    refused = _refused(tmp_path, book)
    assert "The workbook has several sheets: “Mars”, “April”: say which (--sheet)." in refused.worded(WAYS)
    assert "write under “sheet” which" in refused.worded(APP_WAYS)
    for name in ("April", "april", "3"):
        plan = planned(tmp_path, book, "funnel", Wishes(sheet=name), "file.xlsx")
        assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [("Basket", 90.0)]
        assert "Its other sheets were left out: “Mars”." in plan.remarks
    assert "no sheet “Maj”. There are: “Mars”, “Tom”, “April”" in str(
        _refused(tmp_path, book, Wishes(sheet="Maj"))
    )


def test_another_sheet_of_a_workbook_is_another_import(tmp_path: Path) -> None:
    book = xlsx({"Mars": FUNNEL, "April": [["Step", "Users"], ["Basket", 10], ["Checkout", 1]]})
    march = planned(tmp_path, book, "funnel", Wishes(sheet="Mars"), "file.xlsx")
    april = planned(tmp_path, book, "funnel", Wishes(sheet="April"), "file.xlsx")
    known = Imported(1, march.sha256, march.content, "funnel")
    refuse_known(april, [known])
    with pytest.raises(RefusedError, match="imported already"):
        refuse_known(march, [known])


def test_hidden_sheets_are_read_when_they_are_named(tmp_path: Path) -> None:
    book = xlsx({"Tratt": FUNNEL, "Dold": [["Step", "Users"], ["Basket", 10], ["Checkout", 1]]}, ["Dold"])
    assert len(planned(tmp_path, book, "funnel", name="file.xlsx").landings) == 2
    assert len(planned(tmp_path, book, "funnel", Wishes(sheet="Dold"), "file.xlsx").landings) == 1


def test_a_sheet_of_what_is_no_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="no workbook, so it has no sheets"):
        planned(tmp_path, "nps\n9\n", "survey", Wishes(sheet="A"), touchpoint_ids=(CHECKOUT,))


CSV = "step,users\nBasket,100\nCheckout,50\n"


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(CSV.encode()),
        zipped({"export/funnel.csv": CSV.encode()}),
        zipped({"funnel.csv": CSV.encode(), "__MACOSX/._funnel.csv": b"x", "export/.DS_Store": b"y"}),
        zipped({"funnel.xlsx": xlsx({"A": [["step", "users"], ["Basket", 100], ["Checkout", 50]]})}),
        gzip.compress(ods({"A": [["step", "users"], ["Basket", 100], ["Checkout", 50]]})),
        zipped({"funnel.csv": CSV.encode("utf-16")}),
    ],
    ids=["gzip", "zip", "zip of a Mac", "workbook in zip", "workbook in gzip", "UTF-16 in zip"],
)
def test_a_file_that_is_packed_alone_is_read(tmp_path: Path, content: bytes) -> None:
    plan = planned(tmp_path, content, name="file.zip")
    assert [(each.touchpoint, each.draft.figure) for each in plan.landings] == [("Basket", 50.0)]


def test_a_report_that_is_packed_is_read(tmp_path: Path) -> None:
    packed = zipped({"axe.json": text(axe_page()).encode()})
    plan = planned(tmp_path, packed, name="axe.zip", touchpoint_ids=(CHECKOUT,))
    assert plan.form == "axe" and plan.file == "axe.zip"
    assert "“axe.json” in the packed file was read." in plan.remarks


def _with_password(content: bytes) -> bytes:
    """Return a ZIP whose files are said to be encrypted."""
    changed = bytearray(content)
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        changed[content.index(sign) + at] |= 1
    return bytes(changed)


UNREADABLE: list[tuple[bytes, str]] = [
        (zipped({"a.csv": b"x", "b.csv": b"y"}), "several files: unpack it, and import one of them: “a.csv”, “b.csv”"),
        (zipped({}), "there is no file in it"),
        (zipped({"a.zip": zipped({"b.csv": b"x"})}), "it is packed twice"),
        (gzip.compress(gzip.compress(b"x")), "it is packed twice"),
        (zipped({"a.csv": b"x" * 100})[:60], "damaged"),
        (gzip.compress(b"x" * 1000)[:-9], "damaged"),
        (_with_password(zipped({"a.csv": b"x"})), "it has a password"),
        (xlsx({"A": []}), "its sheets are empty"),
        (again(xlsx({"A": FUNNEL}), {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"}), "damaged"),
        (again(xlsx({"A": FUNNEL}), {"xl/workbook.xml": b"nothing"}), "damaged"),
        (zipped({"xl/workbook.bin": b"x"}), "of the kind .xlsb: save it as .xlsx"),
        (zipped({"word/document.xml": b"<w/>"}), "this is a Word document: save its table as CSV"),
        (zipped({"ppt/presentation.xml": b"<p/>"}), "this is a presentation"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}), "this is a document of LibreOffice"),
        (zipped({"Index/Document.iwa": b"x"}), "Apple’s Numbers"),
        (b"%PDF-1.7\n...", "this is a PDF: save what it shows as CSV"),
        (b"\x89PNG\r\n\x1a\n....", "this is a picture"),
        (b"\xff\xd8\xff\xe0....", "this is a picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "this is a picture"),
        (b"\x00\x00\x00\x18ftypheic", "this is a picture"),
        (b"{\\rtf1\\ansi hello}", "this is a document of a word processor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a workbook of an old kind, or one with a password"),
        (b"7z\xbc\xaf\x27\x1c....", "this is a packed file: unpack it"),
        (b"<html>\n<head></head><body><table><tr><td>NPS</td></tr></table></body></html>", "a web page (HTML), and no CSV"),
        (b"\xef\xbb\xbf  <!DOCTYPE HTML>\n<html>", "a web page (HTML), and no CSV"),
        (b"<!-- saved from url=(0014)about:internet -->\n<HTML><BODY>", "a web page (HTML), and no CSV"),
        (b"<table border=1><tr><td>Datum</td></tr></table>", "a web page (HTML), and no CSV"),
        ("<html><td>NPS".encode("utf-16"), "a web page (HTML), and no CSV"),
        (b"<!doctype html><html><head><title>Lighthouse Report</title>", "a report of Lighthouse as a web page"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "a workbook as XML: save it as .xlsx",
        ),
        (b'<?xml version="1.0"?><testsuites/>', "this is XML"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">', "this is a picture"),
    ]  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), UNREADABLE, ids=range(len(UNREADABLE)))
def test_what_is_no_table_is_told_as_what_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    for form in ("survey", "funnel", "axe", ""):
        refused = _refused(tmp_path, content, form=form)
        assert reason in str(refused) and str(refused).startswith("file.xlsx: "), str(refused)


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
BOMBS = {
    "zeros in gzip": lambda: gzip.compress(b"0" * 140_000_000, 1),
    "zeros in a ZIP": lambda: zipped({"a.csv": b"0" * 140_000_000}),
    "a sheet of spaces": lambda: again(xlsx({"A": FUNNEL}), {"xl/worksheets/sheet1.xml": b" " * 140_000_000}),
    "a cell in the last corner": lambda: again(
        xlsx({"A": FUNNEL}),
        {"xl/worksheets/sheet1.xml": _SHEET % b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'},
    ),
    "a row far down, and one wide": lambda: again(
        xlsx({"A": FUNNEL}),
        {
            "xl/worksheets/sheet1.xml": _SHEET
            % b'<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c><v>1</v></c></row>'
        },
    ),
    "a cell written in another way": lambda: again(
        xlsx({"A": FUNNEL}),
        {"xl/worksheets/sheet1.xml": _SHEET % b'<row r="1"><c r="&#88;FD1048576"><v>1</v></c></row>'},
    ),
    "a text shared": lambda: again(
        xlsx({"A": FUNNEL}),
        {
            "xl/sharedStrings.xml": b"<sst><si><t>" + b"x" * 1_000_000 + b"</t></si></sst>",
            "xl/worksheets/sheet1.xml": _SHEET % (b"<row>" + b'<c t="s"><v>0</v></c>' * 1000 + b"</row>"),
        },
    ),
    "a text repeated": lambda: ods(
        {"A": [["x"]]},
        '<table:table-cell table:number-columns-repeated="1000" office:value-type="string">'
        f"<text:p>{'x' * 1_000_000}</text:p></table:table-cell>",
    ),
    "a cell repeated": lambda: ods(
        {"A": [["x"]]},
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>'
        '</table:table-row><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/>',
    ),
}


@pytest.mark.parametrize("make", BOMBS.values(), ids=BOMBS)
def test_no_small_file_takes_long_or_much_memory(tmp_path: Path, make: Callable[[], bytes]) -> None:
    content = make()
    assert len(content) < 4_000_000
    path = tmp_path / "file.xlsx"
    path.write_bytes(content)
    del content
    with within(10):
        tracemalloc.start()
        try:
            with pytest.raises(BadContentError, match=r"larger than|more than|too much|damaged"):
                read_source(path)
            _now, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert most < 400_000_000


def test_a_zip_that_lies_about_its_size_is_damaged(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": b"0" * 10_000}))
    for sign, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(sign) + at
        content[place : place + 4] = struct.pack("<I", 10)
    assert "damaged" in str(_refused(tmp_path, bytes(content)))


@given(st.binary(max_size=40), st.integers(0, 10**6), st.sampled_from([xlsx, ods]))
@settings(max_examples=60, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(noise: bytes, at: int, made: Maker) -> None:
    files = made({"A": FUNNEL})
    with zipfile.ZipFile(io.BytesIO(files)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    name = sorted(parts)[at % len(parts)]
    place = at % (len(parts[name]) + 1)
    changed = parts[name][:place] + noise + parts[name][place + len(noise) :]
    broken = bytearray(files)
    broken[at % len(broken)] ^= 0xFF
    for content in (zipped({**parts, name: changed}), bytes(broken)):
        with tempfile.TemporaryDirectory() as folder:
            try:
                plan = planned(Path(folder), content, "funnel", name="file.xlsx")
            except RefusedError as error:
                assert str(error).startswith("file.xlsx")
            else:
                assert plan.landings
