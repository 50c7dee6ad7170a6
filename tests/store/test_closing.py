"""Closing a database gives up what is stuck, so that whoever leaves need not wait for a disk or a server."""

from __future__ import annotations

from threading import Event, Thread

from auditor.workspace import Workspace


def test_closing_waits_for_no_change_that_is_stuck(workspace: Workspace) -> None:
    workspace.journeys.new("Ours")
    begun, free = Event(), Event()

    def stuck() -> None:
        with workspace.together():
            begun.set()
            free.wait()

    thread = Thread(target=stuck)
    thread.start()
    begun.wait()
    workspace.close()
    assert thread.is_alive(), "it was not waited for"
    free.set()
    thread.join()
    workspace.close()
    assert [line.name for line in workspace.reads.journeys.lines()] == ["Ours"]
