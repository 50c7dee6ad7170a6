"""The workbook in a spreadsheet program: it opens, reckons anew, and keeps numbers, dates and texts."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from auditor.analysis.mapping import Layer, curve
from auditor.library.templates import Template
from auditor.reporting.forms import Form, report
from auditor.settings.config import Config
from auditor.workspace import Workspace
from tests.exchange.rows import fill

OFFICE = shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_opened_reckoned_and_saved_again(
    schema_file: Path, tmp_path: Path, web_shop_template: Template
) -> None:
    shutil.copy(schema_file, tmp_path / "shop.db")
    workspace = Workspace.open(str(tmp_path / "shop.db"), Config(tmp_path, "Kim"))
    journey = workspace.journeys.new_from(web_shop_template)
    fill(workspace, journey)
    workspace.actions.add(1, "=1+1", 1, 5)
    made = report(workspace, journey, Form.XLSX, date(2026, 11, 24)).content
    assert isinstance(made, bytes)
    (tmp_path / "report.xlsx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
    subprocess.run(
        [*command, str(tmp_path / "saved"), str(tmp_path / "report.xlsx")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    book = openpyxl.load_workbook(tmp_path / "saved" / "report.xlsx", data_only=True)
    facts = {row[0]: row[1] for row in book["Summary"].iter_rows(values_only=True)}
    journey_map = workspace.reads.maps.get(journey)
    assert journey_map is not None
    felt = [score for score in curve(journey_map, Layer.NEWEST) if score is not None]
    assert facts["Mean feeling, −2 to +2"] == pytest.approx(sum(felt) / len(felt))
    assert facts["Sour touchpoints, all personas together"] == sum(score <= -1 for score in felt)
    titles = {row[2]: row for row in book["Actions"].iter_rows(values_only=True)}
    assert "=1+1" in titles
    due = titles["Title"][13]
    assert str(due).startswith("2026-11-23")
    assert book["Actions"].auto_filter.ref
    workspace.close()
