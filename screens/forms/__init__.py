"""Everything that is asked for in a form or a row of questions: values in, values out.

A module of this package is imported when it is first asked for, as in `forms.touchpoint_form`: whoever only looks round
needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from screens.forms import (
        action_asking as action_asking,
    )
    from screens.forms import (
        action_form as action_form,
    )
    from screens.forms import (
        asking_form as asking_form,
    )
    from screens.forms import (
        audit_start as audit_start,
    )
    from screens.forms import (
        blocking as blocking,
    )
    from screens.forms import (
        deciding as deciding,
    )
    from screens.forms import (
        differing as differing,
    )
    from screens.forms import (
        evidence_form as evidence_form,
    )
    from screens.forms import (
        exporting as exporting,
    )
    from screens.forms import (
        filter_asking as filter_asking,
    )
    from screens.forms import (
        finding_asking as finding_asking,
    )
    from screens.forms import (
        finding_form as finding_form,
    )
    from screens.forms import (
        finishing as finishing,
    )
    from screens.forms import (
        importing as importing,
    )
    from screens.forms import (
        interview_forms as interview_forms,
    )
    from screens.forms import (
        journey_forms as journey_forms,
    )
    from screens.forms import (
        library_form as library_form,
    )
    from screens.forms import (
        new_action as new_action,
    )
    from screens.forms import (
        new_finding as new_finding,
    )
    from screens.forms import (
        new_journey as new_journey,
    )
    from screens.forms import (
        note_form as note_form,
    )
    from screens.forms import (
        paper_form as paper_form,
    )
    from screens.forms import (
        person_form as person_form,
    )
    from screens.forms import (
        persona_forms as persona_forms,
    )
    from screens.forms import (
        picture_form as picture_form,
    )
    from screens.forms import (
        proving as proving,
    )
    from screens.forms import (
        report_form as report_form,
    )
    from screens.forms import (
        responsible_form as responsible_form,
    )
    from screens.forms import (
        round_start as round_start,
    )
    from screens.forms import (
        setting_form as setting_form,
    )
    from screens.forms import (
        team_form as team_form,
    )
    from screens.forms import (
        touchpoint_form as touchpoint_form,
    )
    from screens.forms import (
        who_form as who_form,
    )
    from screens.forms import (
        wish_form as wish_form,
    )
    from screens.forms import (
        written as written,
    )
else:

    def __getattr__(name: str) -> ModuleType:
        """Import a module of this package."""
        if name.startswith("_"):
            raise AttributeError(name)
        return import_module(f"screens.forms.{name}")
