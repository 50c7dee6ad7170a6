"""The names of the files of pictures in folders that people look into, beside a report or tickets."""

from __future__ import annotations

import re

from auditor.base.finding_names import MOST
from auditor.base.vocabulary import PICTURE_ENDINGS

_TOLD = 12
"""So many characters of the hash tell the pictures of a finding apart."""

PICTURE_FILE = re.compile(
    rf"[A-Z]{{1,{MOST}}}-[0-9]+-[0-9a-f]{{{_TOLD}}}({'|'.join(map(re.escape, PICTURE_ENDINGS.values()))})"
)
"""Such a name."""


def picture_file(finding: str, sha256: str, kind: str) -> str:
    """Return the name of the file of a picture: of the finding of that name, by the hash and the kind of what is kept.

    No other picture has it; the same one does also where it is scaled down.
    """
    return f"{finding}-{sha256[:_TOLD]}{PICTURE_ENDINGS[kind]}"
