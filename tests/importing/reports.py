"""Small reports of tools, made by hand in the shapes their tools give."""

from __future__ import annotations

import json
from typing import Any

Json = dict[str, Any]


def rule(name: str, nodes: int = 1, impact: str | None = "serious") -> Json:
    """Return a rule of axe-core that was met at `nodes` elements."""
    return {
        "id": name,
        "impact": impact,
        "tags": ["wcag2a"],
        "help": f"Help of {name}",
        "nodes": [{"html": "<a>", "target": ["a"]} for _each in range(nodes)],
    }


def axe_page(url: str = "https://shop.example/kassa", **groups: Any) -> Json:
    """Return a result of axe-core for a page; what is not given is empty."""
    return {
        "testEngine": {"name": "axe-core", "version": "4.8.2"},
        "url": url,
        "timestamp": "2026-11-12T10:00:00.000Z",
        "violations": [],
        "passes": [],
        "incomplete": [],
        "inapplicable": [],
        **groups,
    }


def lighthouse(version: str = "12.8.2", factor: str = "mobile", **audits: Json) -> Json:
    """Return a result of Lighthouse for a page; underscores in the names of audits are hyphens."""
    major = int(version.split(".")[0])
    settings: Json = (
        {"formFactor": factor}
        if major >= 7
        else {"emulatedFormFactor": factor}
        if major >= 4
        else {"disableDeviceEmulation": factor != "mobile"}
    )
    return {
        "lighthouseVersion": version,
        "fetchTime": "2026-10-05T01:31:42.517Z",
        "requestedUrl": "https://shop.example/",
        ("finalDisplayedUrl" if major >= 10 else "finalUrl"): "https://shop.example/",
        "configSettings": settings,
        "categories": {
            "performance": {"id": "performance", "title": "Performance", "score": 0.55},
            "accessibility": {"id": "accessibility", "title": "Accessibility", "score": 0.9},
        },
        "audits": {name.replace("_", "-"): audit for name, audit in audits.items()},
    }


def metric(value: float, score: float, version: int = 12) -> Json:
    """Return an audit of a metric, as that version gives it."""
    named = {"rawValue": value} if version < 5 else {"numericValue": value, "numericUnit": "millisecond"}
    return {"title": "Metric", "score": score, "scoreDisplayMode": "numeric", **named}


def binary(passed: bool, items: int = 0) -> Json:
    """Return an audit that passed or failed at `items` elements."""
    return {
        "title": "Audit",
        "score": int(passed),
        "scoreDisplayMode": "binary",
        "details": {"type": "table", "items": [{} for _each in range(items)]},
    }


def assertion(test: str, outcome: str, subject: str = "_:website", **more: Any) -> Json:
    """Return an assertion as versions 1 and 2 of the WCAG-EM Report Tool give it."""
    return {
        "type": "Assertion",
        "test": test,
        "assertedBy": "_:evaluator",
        "subject": subject,
        "result": {
            "type": "TestResult",
            "outcome": outcome,
            "description": "",
            "date": "2025-12-22 11:47:11 +0100",
        },
        "mode": "earl:manual",
        "hasPart": [],
        **more,
    }


def evaluation(results: list[Json], pages: dict[str, str]) -> Json:
    """Return a report of the WCAG-EM Report Tool, version 2, with pages by identity."""
    return {
        "@graph": [
            {
                "@context": {"WCAG2": "http://www.w3.org/TR/WCAG21/#", "earl": "http://www.w3.org/ns/earl#"},
                "type": "Evaluation",
                "publisher": "reporter:releases/tag/2.0.0",
                "evaluationScope": {"website": {"id": "_:website", "siteName": "Example"}},
                "auditResult": results,
                "structuredSample": {
                    "webpage": [
                        {"type": ["TestSubject", "WebPage"], "id": name, "title": title}
                        for name, title in pages.items()
                    ]
                },
                "title": "Shop",
            },
            {"id": "_:evaluator", "type": "Person", "name": "Eva"},
        ]
    }


def sampled(test: str, outcome: str, subject: str, title: str = "") -> Json:
    """Return an assertion as version 3 of the WCAG-EM Report Tool gives it."""
    return {
        "type": "Assertion",
        "date": "2025-03-01T18:51:57.699Z",
        "result": {"type": "TestResult", "outcome": {"id": outcome, "type": ["OutcomeValue"]}},
        "subject": {"id": subject, "type": ["TestSubject"], "title": title},
        "test": {"id": test, "type": ["TestCriterion"]},
    }


def text(value: object) -> str:
    """Return a value as JSON."""
    return json.dumps(value)
