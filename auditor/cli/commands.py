"""All commands in one table: the nouns with their help, and where each command is.

A command is in the file of its name: `auditor audit finish` in `audit/finish.py`. It is imported when it runs, or
when the help of its noun is asked for; the help of `auditor` itself imports none.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.base.i18n import N_
from auditor.cli.frame.nouns import Listed, Noun, Verb

COMMANDS: Mapping[str, Listed] = {
    "demo": Verb("demo:demo", N_("Look around in a sample journey with a finished audit.")),
    "journey": Noun(
        N_("Make, list, show and change journeys. JOURNEY is a number or part of a name."),
        {
            "new": "journey.new:new",
            "list": "journey.list:list_journeys",
            "show": "journey.show:show",
            "gaps": "journey.gaps:gaps",
            "moments": "journey.moments:moments",
            "losses": "journey.losses:losses",
            "edit": "journey.edit:edit",
            "copy": "journey.copy:copy",
            "archive": "journey.archive:archive",
            "unarchive": "journey.unarchive:unarchive",
            "delete": "journey.delete:delete",
            "templates": "journey.templates:templates",
            "template": Noun(
                N_("Templates of your own for everybody. KEY is told by “journey templates”."),
                {"share": "journey.template.share:share", "save": "journey.template.save:save"},
            ),
        },
    ),
    "stage": Noun(
        N_(
            "Add and change the stages of a journey. STAGE is a number, which “auditor journey show” tells, "
            "or part of a name; --journey narrows the search."
        ),
        {
            "add": "stage.add:add",
            "edit": "stage.edit:edit",
            "move": "stage.move:move",
            "delete": "stage.delete:delete",
            "strategy": Noun(
                N_(
                    "How the goal of a stage is to be reached. Actions serve strategies (“auditor action link "
                    "--strategy”). STRATEGY is a number, which “stage strategy list” tells, or part of its text."
                ),
                {
                    "list": "stage.strategy.list:list_strategies",
                    "add": "stage.strategy.add:add",
                    "edit": "stage.strategy.edit:edit",
                    "move": "stage.strategy.move:move",
                    "delete": "stage.strategy.delete:delete",
                },
            ),
        },
    ),
    "touchpoint": Noun(
        N_(
            "Add, list and change touchpoints. TOUCHPOINT is a number, which “touchpoint list” tells, "
            "or part of a name; --journey narrows the search."
        ),
        {
            "show": "touchpoint.show:show",
            "wish": "touchpoint.wish:wish",
            "open": "touchpoint.open:open_inside",
            "note": "touchpoint.note:note",
            "notes": "touchpoint.notes:notes",
            "add": "touchpoint.add:add",
            "list": "touchpoint.list:list_touchpoints",
            "edit": "touchpoint.edit:edit",
            "move": "touchpoint.move:move",
            "delete": "touchpoint.delete:delete",
        },
        N_("Add and change touchpoints."),
    ),
    "persona": Noun(
        N_(
            "Add, list and change personas. PERSONA is a number, which “persona list” tells, or part of a name; "
            "--journey narrows the search."
        ),
        {
            "add": "persona.add:add",
            "list": "persona.list:list_personas",
            "show": "persona.show:show",
            "compare": "persona.compare:compare",
            "edit": "persona.edit:edit",
            "verify": "persona.verify:verify",
            "delete": "persona.delete:delete",
        },
        N_("Add and change personas: whose journey it is."),
    ),
    "note": Noun(
        N_(
            "Change what is noted of the customer. NOTE is a number, which “touchpoint notes” tells; "
            "“touchpoint note” adds one."
        ),
        {"edit": "note.edit:edit", "delete": "note.delete:delete"},
    ),
    "interview": Noun(
        N_(
            "Questions to customers, and what they reply. Which are asked at a stage depends on its phase "
            "(“auditor stage edit --phase”). Files in the folder “interviews” beside your settings add to them."
        ),
        {
            "guide": "interview.guide:guide",
            "list": "interview.list:list_questions",
            "reply": "interview.reply:reply",
            "replies": "interview.replies:replies",
            "form": "interview.form:form",
            "import": "interview.import_:import_form",
            "bank": Noun(
                N_("Files of questions of your own for everybody. KEY is a file’s name without “.toml”."),
                {"share": "interview.bank.share:share", "save": "interview.bank.save:save"},
            ),
            "question": Noun(
                N_(
                    "Questions of your own, beside those of the question bank. NUMBER is told by “interview question "
                    "list”."
                ),
                {
                    "add": "interview.question.add:add",
                    "list": "interview.question.list:list_own",
                    "edit": "interview.question.edit:edit",
                    "delete": "interview.question.delete:delete",
                },
            ),
            "check": "interview.check:check",
        },
    ),
    "respondent": Noun(
        N_(
            "Who was interviewed, and what they said. RESPONDENT is a code name or a number, which “respondent list” "
            "tells; --journey narrows the search."
        ),
        {
            "add": "respondent.add:add",
            "list": "respondent.list:list_respondents",
            "show": "respondent.show:show",
            "edit": "respondent.edit:edit",
            "reply": "respondent.reply:reply",
            "say": "respondent.say:say",
            "delete": "respondent.delete:delete",
            "erase": "respondent.erase:erase",
        },
    ),
    "people": Noun(
        N_("The team. Without a command it is listed. PERSON is a number or part of a name."),
        {
            "list": "people.list:list_people",
            "show": "people.show:show",
            "nobody": "people.nobody:nobody",
            "add": "people.add:add",
            "edit": "people.edit:edit",
            "me": "people.me:me",
            "merge": "people.merge:merge",
            "remove": "people.remove:remove",
        },
        N_("The team: who answers for what and has what to do."),
        alone="people.list:list_people",
    ),
    "checklist": Noun(
        N_(
            "List and show checklists, and check files of your own. "
            "Files in the folder “checklists” beside your settings are used like the program’s."
        ),
        {
            "list": "checklist.list:list_checklists",
            "show": "checklist.show:show",
            "check": "checklist.check:check",
            "convert": "checklist.convert:convert",
            "share": "checklist.share:share",
            "save": "checklist.save:save",
        },
    ),
    "audit": Noun(
        N_(
            "Walk a journey: answers, feelings, findings. AUDIT is an audit’s number, "
            "or part of its journey’s name for the newest audit of it."
        ),
        {
            "new": "audit.new:new",
            "walk": "audit.walk:walk",
            "deepen": "audit.deepen:deepen",
            "list": "audit.list:list_audits",
            "recheck": "audit.recheck:recheck",
            "show": "audit.show:show",
            "gate": "audit.gate:gate",
            "items": "audit.items:items",
            "answer": "audit.answer:answer",
            "suggestions": "audit.suggestions:suggestions",
            "feel": "audit.feel:feel",
            "errands": "audit.errands:errands",
            "findings": "audit.findings:findings",
            "finish": "audit.finish:finish",
            "reopen": "audit.reopen:reopen",
            "delete": "audit.delete:delete",
            "compare": "audit.compare:compare",
            "trend": "audit.trend:trend",
            "round": Noun(
                N_(
                    "Let several people audit a journey, each alone. Answers are hidden from each other "
                    "until all have finished. Then see how far they agree, and make one agreed audit."
                ),
                {
                    "new": "audit.round.new:new",
                    "list": "audit.round.list:list_rounds",
                    "show": "audit.round.show:show",
                    "agree": "audit.round.agree:agree",
                    "drop": "audit.round.drop:drop",
                },
            ),
        },
    ),
    "finding": Noun(
        N_(
            "What is wrong, where, how bad, under names that last. FINDING is a name such as CHK-12, or its number; "
            "--journey tells those of several journeys apart."
        ),
        {
            "list": "finding.list:list_findings",
            "show": "finding.show:show",
            "add": "finding.add:add",
            "edit": "finding.edit:edit",
            "seen": "finding.seen:seen",
            "waive": "finding.waive:waive",
            "take-up": "finding.take_up:take_up",
            "keep": "finding.keep:keep",
            "phrases": "finding.phrases:phrases",
            "use": "finding.use:use",
            "forget": "finding.forget:forget",
            "picture": Noun(
                N_(
                    "What is to be seen of findings. Each picture has a sentence that says it to those who can’t see it. "
                    "NUMBER is that of the picture, which “finding picture list” tells."
                ),
                {
                    "add": "finding.picture.add:add",
                    "list": "finding.picture.list:list_pictures",
                    "describe": "finding.picture.describe:describe",
                    "open": "finding.picture.open:open_picture",
                    "save": "finding.picture.save:save",
                    "remove": "finding.picture.remove:remove",
                },
            ),
        },
    ),
    "action": Noun(
        N_("What to improve, in order of priority. ACTION is a number or part of a title."),
        {
            "list": "action.list:list_actions",
            "show": "action.show:show",
            "add": "action.add:add",
            "edit": "action.edit:edit",
            "plan": "action.plan:plan",
            "start": "action.start:start",
            "done": "action.done:done",
            "drop": "action.drop:drop",
            "reopen": "action.reopen:reopen",
            "assign": "action.assign:assign",
            "due": "action.due:due",
            "comment": "action.comment:comment",
            "merge": "action.merge:merge",
            "link": "action.link:link",
            "unlink": "action.unlink:unlink",
            "block": "action.block:block",
            "unblock": "action.unblock:unblock",
            "history": "action.history:history",
            "waiting": "action.waiting:waiting",
            "proof": "action.proof:proof",
            "verify": "action.verify:verify",
            "figures": "action.figures:figures",
            "estimates": "action.estimates:estimates",
            "plan-capacity": "action.plan_capacity:plan_capacity",
            "preview": "action.preview:preview",
            "export": "action.export:export",
            "filters": Noun(
                N_(
                    "Filters kept under names. Without a command they are listed; “action list --saved NAME” "
                    "uses one."
                ),
                {
                    "list": "action.filters.list:list_filters",
                    "save": "action.filters.save:save",
                    "delete": "action.filters.delete:delete",
                },
                alone="action.filters.list:list_simply",
            ),
        },
    ),
    "today": Verb("today:today", N_("What wants your eye: late, due soon, waiting for proof.")),
    "evidence": Noun(
        N_(
            "What a journey rests on: surveys, interviews, figures. See what is opinion only, where auditor and "
            "customers contradict each other, and what to ask next."
        ),
        {
            "add": "evidence.add:add",
            "list": "evidence.list:list_evidence",
            "show": "evidence.show:show",
            "edit": "evidence.edit:edit",
            "delete": "evidence.delete:delete",
            "import": Noun(
                N_(
                    "Import evidence from a file: all of it or nothing. What would land where is shown first; on a "
                    "terminal you are asked, elsewhere --yes says that it is meant. With a file’s name first, what it "
                    "is is found out. Workbooks (.xlsx, .ods) and files packed alone (.zip, .gz) are read as they are."
                ),
                "evidence.import_:commands",
                default="any",
                bare_is_help=True,
            ),
            "suggestions": "evidence.suggestions:suggestions",
            "support": "evidence.support:support",
            "contradictions": "evidence.contradictions:contradictions",
            "next": "evidence.next:find_out",
            "ask-again": Noun(
                N_(
                    "Evidence that has aged and is to be asked for again. Without a command it is listed. NUMBER is that "
                    "of the evidence, which “evidence list” tells."
                ),
                {
                    "list": "evidence.ask_again.list:list_askings",
                    "add": "evidence.ask_again.add:add",
                    "edit": "evidence.ask_again.edit:edit",
                    "done": "evidence.ask_again.done:done",
                    "drop": "evidence.ask_again.drop:drop",
                },
                alone="evidence.ask_again.list:list_simply",
            ),
            "check-files": "evidence.check_files:check_files",
        },
        N_("What a journey rests on, and what to ask next."),
    ),
    "report": Noun(
        N_(
            "Print a summary of a journey, or write a report. Reports are of a journey, of a person, or of a part of the "
            "organisation."
        ),
        {
            "summary": "report.summary:summary",
            "html": "report.files:html",
            "markdown": "report.files:markdown",
            "xlsx": "report.files:xlsx",
            "feed": "report.feed:feed",
            "person": "report.person:person",
            "unit": "report.unit:unit",
        },
    ),
    "print": Noun(
        N_(
            "Make aids for print, to be filled in by hand. They are web pages for A4 or A3, readable in black and white: "
            "open one in a browser and print it."
        ),
        {"map": "print.map:map", "checklist": "print.checklist:checklist"},
        N_("An empty map or a checklist on paper."),
    ),
    "export": Noun(
        N_(
            "Write everything, or a journey, for other programs. Without a command, or with a file’s name, it is "
            "“auditor export all”."
        ),
        {
            "all": "export.all:export_all",
            "journey": "export.journey:export_journey",
            "mermaid": "export.mermaid:mermaid",
        },
        default="all",
    ),
    "import": Noun(
        N_(
            "Read an export, or another program’s file. With a file’s name first, it is “auditor import all”."
        ),
        {"all": "import_.all:import_all", "mermaid": "import_.mermaid:mermaid"},
        default="all",
    ),
    "undo": Verb("undo:undo", N_("Take back your last change.")),
    "redo": Verb("undo:redo", N_("Do again what was taken back last.")),
    "history": Noun(
        N_("Who changed what, and when. The newest first; “show” has the values."),
        {"show": "history.show:show"},
        alone="history.list:list_changes",
    ),
    "db": Noun(
        N_("Where the database is; check, copy and restore it."),
        {
            "path": "db.path:path",
            "check": "db.check:check",
            "backup": "db.backup:backup",
            "backups": "db.backups:backups",
            "restore": "db.restore:restore",
        },
    ),
    "team": Noun(
        N_(
            "A database on a server that a team shares. Start or join one, carry a file over, say who may do what. PERSON is "
            "a number, which “people list” tells, or a name."
        ),
        {
            "start": "team.start:start",
            "stop": "team.stop:stop",
            "status": "team.status:status",
            "join": "team.join:join",
            "leave": "team.leave:leave",
            "move": "team.move:move",
            "protect": "team.protect:protect",
            "list": "team.list:list_members",
            "add": "team.add:add",
            "role": "team.role:role",
            "remove": "team.remove:remove",
        },
    ),
    "settings": Noun(
        N_(
            "What you have set: name, language, order, programs. Without a command it is listed. KEY is "
            "such as priority.order, which “settings list” tells; the file is in the folder that “auditor db path” names."
        ),
        {
            "list": "settings.list:list_settings",
            "set": "settings.set:set_value",
            "unset": "settings.unset:unset",
        },
        N_("Name, language, theme, order of actions, programs."),
        alone="settings.list:list_settings",
    ),
    "serve": Noun(
        N_(
            "The app in a web browser, for those who are invited. Without a command it is served. NAME is that of an "
            "invitation, or its number, which “serve invitations” tells."
        ),
        {
            "invite": "serve.invite:invite",
            "invitations": "serve.invitations:invitations",
            "revoke": "serve.revoke:revoke",
            "link": "serve.link:link",
        },
        N_("The app in a web browser, for those who are invited."),
        alone="serve.serve:serve",
    ),
    "completion": Verb("completion:completion", N_("Print the completion script of a shell.")),
    "man": Verb("man:man", N_("Print the manual page.")),
}
