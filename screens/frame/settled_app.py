"""An app that goes by what its user has set, and keeps what is set in it: theme, language, who writes, all settings."""

from __future__ import annotations

import shutil
from asyncio import to_thread
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec
from textual.app import SuspendNotSupported

from auditor.base.errors import AuditorError, RefusedError
from auditor.base.guests import is_guest, not_in_browser, whole_of
from auditor.base.i18n import _, language, set_language
from auditor.base.text import clean, one_line, shortened
from auditor.settings import known
from auditor.settings.config import Config, read_settings
from auditor.workspace import Workspace
from screens.frame.ending import Ending
from screens.frame.layout import Layout, use_layout
from screens.frame.lined_app import LinedApp
from screens.frame.outside import edited, editor, put_on_clipboard, takes_title, title_sequence
from screens.frame.themes import DARK, LIGHT, themes

if TYPE_CHECKING:
    from screens.frame.browser import Browser

_OF_GUESTS = frozenset(
    setting.key for setting in (known.LANGUAGE, known.THEME, known.KEYS, known.OWN_KEYS, known.ASCII)
)
"""What a guest sets for themselves; all else of the file is about the machine, or says who they are."""
_MOMENT = 2.0
"""Seconds for which stopping the program waits for what is not on disk yet."""


class SettledApp(LinedApp):
    """An app with settings."""

    def __init__(self, workspace: Workspace) -> None:
        """Go by the settings of a workspace."""
        super().__init__(workspace)
        self.ending: Ending | None = None
        self.unusable_keys: RefusedError | None = None
        """Why keys of the user's own are not used."""
        for theme in themes(self.console.color_system):
            self.register_theme(theme)
        self._use_theme()
        self._use_keys()

    def show_anew(self) -> None:
        """Show everything anew, because it may be otherwise by now."""
        raise NotImplementedError

    def _use_theme(self) -> None:
        self.theme = LIGHT.name if self.workspace.config.theme == "light" else DARK.name

    def _use_keys(self) -> None:
        """Let commands have the keys that are set; where those of the user's own can't be used, tell so."""
        config = self.workspace.config
        self.unusable_keys = None
        use_layout(Layout(config.keys_of_first))
        if not config.own_keys:
            return
        from screens.frame.own_keys import layout_of

        try:
            use_layout(layout_of(config))
        except RefusedError as error:
            self.unusable_keys = error

    def use_theme(self, name: str) -> None:
        """Show in a theme, `dark` or `light`, without keeping that."""
        self.workspace.config = msgspec.structs.replace(self.workspace.config, theme=name)
        self._use_theme()

    def use_language(self, name: str | None) -> None:
        """Speak a language from now on, None for that of the system, without keeping that."""
        before = language()
        if set_language(name) != before:
            self.show_anew()

    async def action_change_light(self) -> None:
        """Change between light and dark, and keep it."""
        name = "light" if self.theme == DARK.name else "dark"
        self.use_theme(name)
        await self.keep_settings({"theme": name})

    async def keep_settings(self, values: Mapping[str, object]) -> bool:
        """Write settings, by key, and go by them at once; tell in one line if that is refused, giving False.

        What everybody goes by is kept in the database, once there is one; all else in the user's file.
        """
        if self.workspace.is_there and known.SHARED.issuperset(values):
            return await self._keep_for_everybody(values)
        return await self._keep_in_file(values)

    async def _keep_for_everybody(self, values: Mapping[str, object]) -> bool:
        try:
            await self.saved(lambda: self.workspace.settings.keep(values), is_shown=True)
        except AuditorError as error:
            self.tell_error(error)
            return False
        return True

    async def _keep_in_file(self, values: Mapping[str, object]) -> bool:
        if is_guest() and not _OF_GUESTS.issuperset(values):
            self.tell_error(RefusedError(not_in_browser()))
            return False
        folder = self.workspace.config.folder

        def written() -> tuple[Config | None, Config]:
            from auditor.settings.editing import keep

            before = _read(folder)
            keep(folder, values)
            return before, read_settings(folder)

        try:
            self._refuse_clashing(values)
            before, after = await self.saved(written, is_shown=True, is_apart=True)
        except AuditorError as error:
            self.tell_error(error)
            return False
        self._use(before, after)
        return True

    def _refuse_clashing(self, values: Mapping[str, object]) -> None:
        """Raise RefusedError for keys that can't be used with those that are there."""
        if not values.keys() & {known.KEYS.key, known.OWN_KEYS.key}:
            return
        from screens.frame.own_keys import layout_of

        config = self.workspace.config
        is_first = config.keys_of_first
        if known.KEYS.key in values:
            is_first = values[known.KEYS.key] == known.FIRST_KEYS
        own = known.OWN_KEYS.check(values.get(known.OWN_KEYS.key, config.own_keys) or {})
        layout_of(msgspec.structs.replace(config, keys_of_first=is_first, own_keys=own))

    def _use(self, before: Config | None, after: Config) -> None:
        """Go by what was changed; what holds until the app is left goes on holding."""
        now = self.workspace.config
        fields = {name: getattr(after, name) for name in after.__struct_fields__}
        if before is not None:
            fields = {name: value for name, value in fields.items() if getattr(before, name) != value}
        fields.pop("told", None)
        self.workspace.use_config(msgspec.structs.replace(now, **fields))
        if "theme" in fields:
            self._use_theme()
        if fields.keys() & {"keys_of_first", "own_keys"}:
            self._use_keys()
        if "language" in fields and "language" not in now.told:
            self.use_language(after.language)
        if fields.keys() - {"theme", "language"}:
            self.show_anew()

    async def be(self, name: str, lasting: str = "") -> None:
        """Write as somebody else until the app is left. A guest is whoever was invited."""
        if is_guest():
            self.tell(
                _("You were invited as {name}: that is who writes here.").format(name=self.workspace.who),
                bad=True,
            )
            return

        def become() -> None:
            config = self.workspace.config
            self.workspace.use_config(
                msgspec.structs.replace(config, name=name, person=lasting, wants_person=False)
            )

        await self.saved(become, is_apart=True)
        self.show_anew()

    def copy(self, text: str) -> None:
        """Put a text on the clipboard, and tell so: the terminal's, and that of the desktop."""
        self._put_on_clipboard(clean(text))
        self.tell(_("Copied: {text}").format(text=shortened(one_line(text), 60)))

    def copy_secret(self, secret: str) -> None:
        """Put what nobody is to read over one's shoulder on the clipboard, and tell so without repeating it."""
        self._put_on_clipboard(secret)
        self.tell(_("Copied; the clipboard has it until something else is copied."))

    def _put_on_clipboard(self, text: str) -> None:
        self.copy_to_clipboard(text)
        self.run_worker(to_thread(put_on_clipboard, text), group="clipboard")

    async def open_file(self, path: Path) -> None:
        """Open a file in the program for it, or tell why not."""
        from auditor.base.opening import show

        if is_guest():
            self.hand_over(path)
            return
        try:
            await to_thread(show, path, self.workspace.config.browser)
        except AuditorError as error:
            self.tell_error(error)

    def hand_over(self, path: Path) -> None:
        """Let the browser have a file that was written for it, and keep it no longer."""
        handed = whole_of(path)
        opened = handed.open("rb")
        shutil.rmtree(path.parent)
        self.deliver_binary(opened, save_directory=path.parent, save_filename=handed.name)

    def edit_outside(self, text: str) -> str | None:
        """Let a text be edited in the user's own editor, and return it; None where nothing came of that, which is told."""
        # An error within would keep the terminal from being taken back.
        outcome: str | AuditorError | None = None
        try:
            command = editor(self.workspace.config.editor)
            with self.suspend(), self._sparing_interrupts():
                try:
                    outcome = edited(command, text)
                except AuditorError as error:
                    outcome = error
        except SuspendNotSupported:
            self.tell_error(RefusedError(_("This terminal can’t be lent to an editor.")))
        except AuditorError as error:
            self.tell_error(error)
        finally:
            # What was typed while the editor was beginning was meant for it.
            self.forget_typed()
            self.refresh()
        if isinstance(outcome, AuditorError):
            self.tell_error(outcome)
            return None
        return outcome

    @contextmanager
    def _sparing_interrupts(self) -> Iterator[None]:
        if self.ending is None:
            yield
            return
        self.ending.spares_interrupts = True
        try:
            yield
        finally:
            self.ending.spares_interrupts = False

    async def action_stop(self) -> None:
        """Give the terminal back to the shell until “fg”; what was typed meanwhile is the shell's."""
        if is_guest():
            self.tell(not_in_browser(), bad=True)
            return
        if self.unsaved and not await to_thread(self.wait_until_saved, _MOMENT):
            self.tell(_("It is still being saved: try again when it is."), bad=True)
            return
        self.forget_typed()
        self.action_suspend_process()
        self.forget_typed()

    def watch_title(self, title: str) -> None:
        """Let the terminal's window say where the user is."""
        if self.driver is not None and self.driver.is_web:
            cast("Browser", self.driver).tell_title(title)
        elif self.driver is not None and not self.is_headless and takes_title():
            self.driver.write(title_sequence(title))


def _read(folder: Path) -> Config | None:
    """Return the settings; None where they can't be used."""
    try:
        return read_settings(folder)
    except RefusedError:
        return None
