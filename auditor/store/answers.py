"""What the answers of a server mean where it lets nobody in: told apart by the words of PostgreSQL and its driver.

Until somebody is let in the driver hands on no state, only words.
"""

from __future__ import annotations

import re
from enum import Enum


class Answer(Enum):
    """A kind of answer, by the words it is known by."""

    NO_HOST = (
        r"could not translate host name|failed to resolve host|name or service not known|nodename nor servname"
        r"|temporary failure in name resolution"
    )
    NOBODY = r"connection refused|no such file or directory"
    SILENCE = r"timeout expired|timed out|no route to host|(network|host) is (unreachable|down)"
    STOPPING = (
        r"the database system is (starting up|shutting down|in recovery mode|not (yet )?accepting connections)"
        r"|terminating connection due to|is not accepting connections|cannot connect now"
    )
    NO_PASSWORD = r"no password supplied"
    WRONG_PASSWORD = r"password authentication failed"
    NO_DATABASE = r'database ".*" does not exist'
    NO_LOGIN = r'role ".*" does not exist|is not permitted to log in'
    NOT_FROM_HERE = r"no pg_hba\.conf entry|pg_hba\.conf rejects"
    NOT_SECURE = r"does not support ssl|certificate|ssl error"
    NO_RIGHT = r"permission denied for database|does not have connect privilege"
    FULL = r"too many (connections|clients)|remaining connection slots"
    LOST = (
        r"server closed the connection|connection (is closed|was closed|reset|has been closed)|broken pipe"
        r"|could not (send|receive) data|connection is (lost|bad)|the connection is (lost|closed)|SSL SYSCALL"
    )


def means(error: BaseException | str) -> Answer | None:
    """Return what an answer means; None for one that is not known."""
    said = str(error)
    return next((answer for answer in Answer if re.search(answer.value, said, re.IGNORECASE)), None)
