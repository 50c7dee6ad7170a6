"""Child processes that work on a database, to be killed, starved or run beside each other.

They come from a fork server that has everything loaded, so that each begins at once.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import create_engine

import auditor.nouns.actions
import auditor.nouns.audits
import auditor.nouns.journeys
import auditor.nouns.stages
import auditor.nouns.undoing
import auditor.nouns.upkeep  # noqa: F401 - loaded once for all children
from auditor.base.errors import AuditorError
from auditor.base.vocabulary import Verdict
from auditor.library.templates import find_template
from auditor.settings.config import Config
from auditor.store import backup
from auditor.workspace import Workspace
from tests.walks import put_apart, small

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.faults.children"])
NOBODY = 65534

# What is loaded on first use could not be loaded by another user, who may not read the interpreter's folder.
create_engine("sqlite://").dispose()
datetime.strptime("2026", "%Y")


def opened(address: str, name: str = "Kim") -> Workspace:
    """Return a workspace without settings or checklists of anybody's own."""
    return Workspace.open(address, Config(Path("/nowhere"), name))


@contextmanager
def child(work: Callable[..., None], *arguments: Any) -> Iterator[tuple[Any, Connection]]:
    """Run `work(*arguments, channel)` in a child; give the process and the other end of the channel."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=work, args=(*arguments, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield process, ours
    finally:
        process.kill()
        process.join()
        ours.close()


def told(channel: Connection) -> list[Any]:
    """Return everything a child has told until it ended."""
    heard = []
    try:
        while True:
            heard.append(channel.recv())
    except EOFError:
        return heard


def answer_on_and_on(address: str, run: int, channel: Connection) -> None:
    """Answer checks picked at random until killed, telling each answer once it is saved.

    What is not there yet is made first: the database, a journey, an audit.
    """
    backup.SPACING = timedelta(0)
    workspace = opened(address)
    random = Random(run)
    if not workspace.reads.journeys.lines():
        workspace.journeys.new_from(put_apart(small(find_template("web-shop", Path("/nowhere")))))
    if not workspace.reads.audits.lines():
        workspace.audits.start(workspace.reads.journeys.lines()[0].id, "Kim")
    audit = workspace.reads.audits.get(workspace.reads.audits.lines()[0].id)
    assert audit is not None
    answers = [answer.id for visit in audit.visits[:6] for answer in visit.answers]
    number = 0
    while True:
        number += 1
        given = (random.choice(answers), random.choice(list(Verdict)), f"{run}/{number}")
        workspace.audits.answer(*given)
        channel.send(given)


def answer_these(address: str, name: str, answers: list[int], verdict: Verdict, channel: Connection) -> None:
    """Answer some checks once told to begin, telling each answer once it is saved."""
    workspace = opened(address, name)
    workspace.get_ready_to_write()
    channel.send("ready")
    channel.recv()
    for number in answers:
        workspace.audits.answer(number, verdict, name)
        channel.send(number)
    workspace.close()


def ask_whether_it_may_be_written(address: str, channel: Connection) -> None:
    """Tell, as somebody who may do only what everybody may, why nothing can be written; empty where it can."""
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    refused = opened(address).read_only
    channel.send("" if refused is None else str(refused))


def hold_and_then_answer(address: str, answer: int, channel: Connection) -> None:
    """Have a database open until told to answer a check; tell what came of it, and once more."""
    workspace = opened(address, "Ann")
    workspace.audits.answer(answer, Verdict.PASS)
    channel.send("open")
    channel.recv()
    for _attempt in range(2):
        try:
            workspace.audits.answer(answer, Verdict.FAIL)
            channel.send("saved")
        except AuditorError as error:
            channel.send(f"{type(error).__name__}: {error}")
    workspace.close()


def try_all(address: str, limits: dict[str, int], channel: Connection) -> None:
    """Read, then write, under limits: `uid` to be somebody else, `size` of the largest file in bytes.

    Tells, for each, what came of it: ("done", what was read) or (the error's class, its text).
    """
    if (largest := limits.get("size")) is not None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    if (uid := limits.get("uid")) is not None:
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
    workspace = opened(address)
    for attempt in (
        lambda: [line.name for line in workspace.reads.journeys.lines()],
        lambda: workspace.journeys.new("Written " + "x" * 100, about="y" * 20_000),
        lambda: [line.name for line in workspace.reads.journeys.lines()],
    ):
        try:
            channel.send(("done", attempt()))
        except AuditorError as error:
            channel.send((type(error).__name__, str(error)))
    workspace.close()
