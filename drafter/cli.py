"""The commands. They print and nothing else; what is to be done stands elsewhere.

Here are those that make a document of an input, or look at one. Those that start something and
tell what is known are in `workspace_cli`, those for campaigns and for the demands of papers in
`campaign_cli`, those for documents which came back in `review_cli`.
"""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from drafter import messages, report
from drafter.options import INPUT, despite_review, text_or_json
from drafter.problems import DrafterError, Problem, in_order
from drafter.terminal import collect_garbage, done, progress, show

if TYPE_CHECKING:
    from drafter.pipeline import Draft, Pipeline
    from drafter.threads import Thread


class _Commands(click.Group):
    """All commands; those of other modules are loaded when somebody asks for one."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        self._load_others()
        return super().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name."""
        if cmd_name not in self.commands:
            self._load_others()
        found = super().get_command(ctx, cmd_name)
        if found is not None:
            found.options_metavar = _("[OPTIONS]")  # the one word that click does not translate
        return found

    def _load_others(self) -> None:
        from drafter import campaign_cli, review_cli, workspace_cli

        for module in (campaign_cli, review_cli, workspace_cli):
            for command in module.COMMANDS:
                self.add_command(command)


@click.group(
    cls=_Commands,
    help=_("Letters to parliament and position papers in house style, from structured inputs."),
    epilog=_("Start with: drafter init my-letters"),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
)
@click.option(
    "--lang",
    type=click.Choice(messages.LANGUAGES),
    expose_value=False,
    help=_("language of the messages; letters are always Dutch"),
)
@click.version_option(package_name="drafter", message="%(prog)s %(version)s")
def drafter() -> None:
    """All commands."""


@drafter.command(help=_("Make Word documents of one or more inputs."))
@click.argument("inputs", type=INPUT, nargs=-1, required=True, metavar=_("INPUT..."))
@click.option(
    "--out",
    type=INPUT,
    metavar=_("PATH"),
    help=_("where the document goes: a folder, or a .docx file for a single input"),
)
@click.option("--pdf", is_flag=True, help=_("make a PDF beside it (needs LibreOffice)"))
@click.option("--final", is_flag=True, help=_("without the word CONCEPT, ready to be sent"))
@despite_review
@click.option("--watch", is_flag=True, help=_("make it again whenever the input changes"))
@click.option("--overwrite", is_flag=True, help=_("overwrite a document that was changed in Word"))
def render(
    inputs: tuple[Path, ...],
    out: Path | None,
    pdf: bool,
    final: bool,
    despite_review: bool,
    watch: bool,
    overwrite: bool,
) -> None:
    """Make documents."""
    _require_place(inputs, out)
    is_asked = final and not despite_review

    def work() -> None:
        _render(inputs, out, pdf, final, overwrite, is_asked=is_asked)

    if watch:
        _watch(inputs, work)
    else:
        work()


def _require_place(inputs: Sequence[Path], out: Path | None) -> None:
    """Refuse what --out cannot be: a file for several inputs, or a file that is no .docx."""
    kind = out.suffix.lower() if out is not None else ""
    if kind == ".docx" and len(inputs) > 1:
        raise click.UsageError(_("several inputs need a folder after --out, not a file"))
    if kind in (".doc", ".odt", ".pdf", ".rtf", ".txt"):
        raise click.UsageError(_("after --out comes a folder or a .docx file; for a PDF add --pdf"))


@drafter.command(
    help=_(
        "Make a Word document of the input NEW that shows what changed since OLD. OLD is an input, "
        "or a document of NEW that was sent round (.docx): then what was sent is compared, and the "
        "comments in it that are still open are kept."
    )
)
@click.argument("old", type=INPUT, metavar=_("OLD"))
@click.argument("new", type=INPUT, metavar=_("NEW"))
@click.option(
    "--comments",
    type=INPUT,
    multiple=True,
    metavar=_("FILE.docx"),
    help=_("keep the open comments of this copy too; may be given several times"),
)
@click.option(
    "--author",
    metavar=_("NAME"),
    help=_("whose name Word shows with the changes; without it, that of the organisation"),
)
@click.option(
    "--out", type=INPUT, metavar=_("PATH"), help=_("where it goes: a folder, or a .docx file")
)
@click.option("--overwrite", is_flag=True, help=_("overwrite a document that was changed in Word"))
def redline(
    old: Path,
    new: Path,
    comments: tuple[Path, ...],
    author: str | None,
    out: Path | None,
    overwrite: bool,
) -> None:
    """Make a document with tracked changes."""
    from drafter import resent

    _require_place((new,), out)
    made = resent.resend(old, new, comments, author, out, overwrite=overwrite)
    done(_("made: {path}"), made.path)
    if made.untracked:
        text = _("{file} has no tracked changes: its text as it is now is taken for the old one")
        click.echo(text.format(file=report.shown_path(old)))
    _tell_kept(made.threads)


def _tell_kept(threads: Sequence[Thread]) -> None:
    """How many comments are in it, and how many of them lost what they were about."""
    count, lost = len(threads), sum(thread.found == "before" for thread in threads)
    if count:
        kept = ngettext("{count} open comment is kept", "{count} open comments are kept", count)
        click.echo(kept.format(count=count))
    if lost:
        text = ngettext(
            "of {count} comment the text is gone: it stands at the text before it",
            "of {count} comments the text is gone: they stand at the text before it",
            lost,
        )
        click.echo(text.format(count=lost))


@drafter.command(help=_("Look for problems without making anything."))
@click.argument("inputs", type=INPUT, nargs=-1, required=True, metavar=_("INPUT..."))
@text_or_json
@click.option("--fix", is_flag=True, help=_("mend in the input what needs no judgement"))
def check(inputs: tuple[Path, ...], form: Literal["text", "json"], fix: bool) -> None:
    """Look for problems."""
    if fix and form == "json":
        raise click.UsageError(_("--fix shows its changes as text; leave out --format json"))
    problems = _problems(inputs)
    if fix and _fix(problems):
        problems = _problems(inputs)
    if form == "json":
        click.echo(report.as_json(problems))
    else:
        show(problems)
    if any(problem.severity == "error" for problem in problems):
        sys.exit(1)
    if form == "text":
        count = len(inputs)
        click.echo(
            ngettext("{count} input is in order", "{count} inputs are in order", count).format(
                count=count
            )
        )


@drafter.command(help=_("List the sources that inputs cite."))
@click.argument("inputs", type=INPUT, nargs=-1, required=True, metavar=_("INPUT..."))
def sources(inputs: tuple[Path, ...]) -> None:
    """List sources."""
    from drafter import citing

    drafts, problems = _drafts(inputs)
    if problems:
        raise DrafterError(problems)
    for _pipeline_of, draft in drafts:
        for key, source in draft.model.sources.items():
            click.echo(f"{click.style(key, bold=True)}  {citing.in_full(source)}")
            if address := citing.candidate_url(source):
                click.echo("    " + _("probably {address} (look first)").format(address=address))


def _problems(inputs: Sequence[Path]) -> list[Problem]:
    """Everything that is wrong with the inputs, warnings included."""
    drafts, problems = _drafts(inputs)
    warnings = [warning for _pipeline, draft in drafts for warning in draft.warnings]
    return in_order([*problems, *warnings])


def _fix(problems: Sequence[Problem]) -> bool:
    """Mend the inputs and show what was changed; whether anything was."""
    from drafter.mend import mend

    changes = mend(problems)
    for change in changes:
        click.echo(f"{report.position(change.place)}: {change.before} → {change.after}")
    count = len(changes)
    if changes:
        mended = ngettext("{count} change was made", "{count} changes were made", count)
        click.echo(mended.format(count=count))
    else:
        click.echo(_("there is nothing that can be mended without you"))
    return bool(changes)


# ── Rendering ─────────────────────────────────────────────────────────────────


def _pipeline(path: Path) -> Pipeline:
    from drafter.pipeline import Pipeline

    return Pipeline.around(path)


def _drafts(
    inputs: Sequence[Path], *, final: bool = False, alone: bool = False
) -> tuple[list[tuple[Pipeline, Draft]], list[Problem]]:
    """Every input as drafts, and the problems of those that cannot be; `alone` bars campaigns."""
    pipelines: dict[Path, Pipeline] = {}
    drafts: list[tuple[Pipeline, Draft]] = []
    problems: list[Problem] = []
    for path in inputs:
        pipeline = _pipeline(path)
        pipeline = pipelines.setdefault(pipeline.workspace.root, pipeline)
        try:
            made = (pipeline.drafts_alone if alone else pipeline.drafts)(path, final=final)
            drafts += [(pipeline, draft) for draft in made]
        except DrafterError as error:
            problems += error.problems
    return drafts, problems


def _render(
    inputs: Sequence[Path],
    out: Path | None,
    pdf: bool,
    final: bool,
    overwrite: bool,
    *,
    is_asked: bool,
) -> None:
    """Nothing is written until every input is in order, and nothing of its review is open."""
    drafts, problems = _drafts(inputs, final=final, alone=True)
    if problems:
        raise DrafterError(problems)
    if out is not None and out.suffix.lower() == ".docx" and len(drafts) > 1:
        raise click.UsageError(_("an input with several letters needs a folder after --out"))
    if is_asked:
        _require_settled(drafts)
    from drafter import obstacles

    planned = [(pipeline.target(draft, out), draft.source) for pipeline, draft in drafts]
    if found := obstacles.before(planned, overwrite=overwrite):
        raise DrafterError(found)
    made = []
    for pipeline, draft in progress(drafts, len(drafts)):
        made.append(pipeline.save(draft, out, overwrite=overwrite))
    for rendered in made:
        show(rendered.warnings)
        done(_("made: {path}") if rendered.changed else _("unchanged: {path}"), rendered.path)
    if pdf:
        from drafter.pipeline import pdfs

        for path in pdfs([rendered.path for rendered in made]):
            done(_("made: {path}"), path)


def _require_settled(drafts: Sequence[tuple[Pipeline, Draft]]) -> None:
    """Raise `DrafterError` with all that colleagues left open, where anything was reviewed."""
    from drafter import outputs

    by_pipeline: dict[Pipeline, list[Draft]] = {}
    for pipeline, draft in drafts:
        by_pipeline.setdefault(pipeline, []).append(draft)
    problems: list[Problem] = []
    for pipeline, own in by_pipeline.items():
        if outputs.reviews(pipeline.workspace.root).is_dir():
            from drafter import final

            problems += final.unsettled(pipeline.workspace, own)
    if problems:
        raise DrafterError(problems)


def _watch(inputs: Sequence[Path], work: Callable[[], None]) -> None:
    """Work now and after each change of an input or a template, until Ctrl-C."""
    seen: dict[Path, float] = {}
    click.echo(_("Watching for changes; stop with Ctrl-C."))
    collect_garbage()
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            if (now := _stamps(inputs)) != seen:
                seen = now
                try:
                    work()
                except DrafterError as error:
                    show(error.problems)
            time.sleep(0.3)


def _stamps(inputs: Sequence[Path]) -> dict[Path, float]:
    """When each file that counts was last changed."""
    files = list(inputs)
    for path in inputs:
        workspace = _pipeline(path).workspace
        files += [workspace.organisation, *workspace.register.glob("*.yaml")]
        files += workspace.papers.rglob("*.y*ml")  # letters use their demands
        files += [file for folder in workspace.template_folders for file in folder.rglob("*.*")]
    stamps = {}
    for file in files:
        with contextlib.suppress(OSError):  # it may be replaced at this very moment
            stamps[file] = file.stat().st_mtime
    return stamps
