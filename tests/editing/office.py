"""LibreOffice edits documents as somebody at the keyboard does.

Run by the Python that has `uno`, with a list of jobs as JSON on standard input. A job is

    {"document": "/in.docx", "author": "Noor Visser", "tracked": true, "folder": "/out",
     "hands": [["select", "some words"], ["type", "other words"]]}

and leaves in its folder `saved.docx`; `odt.docx`, saved as .odt, opened and saved again;
`copied.docx`, everything copied into a new document; and, if it was tracked, `accepted.docx` and
`rejected.docx`. Another kind of job looks at a document with tracked changes,

    {"document": "/in.docx", "like": {"accepted": "/new.docx", "rejected": "/old.docx"},
     "told": "/out.json"}

and leaves in `told` its changes, and what stands in it with all of them accepted and rejected, each
beside what stands in the document that it should be like then. Without `like` it tells which
comments there are. One LibreOffice does all jobs, with a profile of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Timer
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.util import DateTime

_START = 60  # seconds that LibreOffice gets to start
_MOST = 300  # seconds for all jobs
_FILTERS = {".docx": "MS Word 2007 XML", ".odt": "writer8"}
_SETTLE = {
    "accepted": ".uno:AcceptAllTrackedChanges",
    "rejected": ".uno:RejectAllTrackedChanges",
}
_KEYS = {
    "Enter": ".uno:InsertPara",
    "Delete": ".uno:Delete",
    "Backspace": ".uno:SwBackspace",
    "Ctrl+X": ".uno:Cut",
    "Ctrl+V": ".uno:Paste",
    "Ctrl+Alt+Down": ".uno:MoveDown",
}


class Office:
    """A LibreOffice that is running."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._desktop = self._service("com.sun.star.frame.Desktop")
        self._dispatcher = self._service("com.sun.star.frame.DispatchHelper")

    def _service(self, name: str) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def do(self, job: dict[str, Any]) -> None:
        """Open, edit, save in every way."""
        folder, hands = Path(job["folder"]), [["sign", job["author"]], *job["hands"]]
        # A view of a document with comments has windows, and LibreOffice without them dies.
        seen = all(action != "comment" for action, *_words in hands)
        document = (self._open if seen else self._load)(Path(job["document"]).as_uri())
        document.RecordChanges = job["tracked"]
        for action, *words in hands:
            getattr(self, f"_{action}")(document, *words)
        _save(document, folder / "saved.docx")
        _save(document, folder / "edited.odt")
        if seen:
            _save_and_close(self._copied(document), folder / "copied.docx")
        document.close(True)
        _save_and_close(self._load((folder / "edited.odt").as_uri()), folder / "odt.docx")
        if seen and job["tracked"]:
            for word, command in _SETTLE.items():
                self._settle(folder, command, f"{word}.docx")

    def look(self, job: dict[str, Any]) -> None:
        """Tell which changes are tracked, and what is left when all are accepted or rejected."""
        told: dict[str, Any] = {}
        if "like" not in job:  # a view of a document with comments: see above
            document = self._load(Path(job["document"]).as_uri())
            told["comments"] = [_remark(field) for field in document.TextFields]
            document.close(True)
        for word, command in _SETTLE.items() if "like" in job else ():
            document = self._open(Path(job["document"]).as_uri())
            told["changes"] = [_change(one) for one in document.Redlines]
            self._press(document, command)
            other = self._open(Path(job["like"][word]).as_uri())
            told[word] = [_lines(document), _lines(other)]
            document.close(True)
            other.close(True)
        Path(job["told"]).write_text(json.dumps(told), "utf-8")

    def quit(self) -> None:
        self._desktop.terminate()

    def _settle(self, folder: Path, command: str, name: str) -> None:
        document = self._open((folder / "saved.docx").as_uri())
        self._press(document, command)
        _save_and_close(document, folder / name)

    def _configure(self, path: str, **values: object) -> None:
        provider = self._service("com.sun.star.configuration.ConfigurationProvider")
        settings = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (PropertyValue(Name="nodepath", Value=path),),
        )
        for name, value in values.items():
            settings.setPropertyValue(name, value)
        settings.commitChanges()

    def _open(self, url: str) -> Any:
        hidden = PropertyValue(Name="Hidden", Value=True)
        document = self._desktop.loadComponentFromURL(url, "_blank", 0, (hidden,))
        assert document is not None, url
        return document

    def _load(self, url: str) -> Any:
        """The document, without a view of it."""
        document = self._service("com.sun.star.text.TextDocument")
        kind = PropertyValue(Name="FilterName", Value=_FILTERS[Path(url).suffix])
        document.load((PropertyValue(Name="URL", Value=url), kind))
        return document

    def _copied(self, document: Any) -> Any:
        """A new document with everything of this one: select all, copy, paste."""
        _cursor(document).gotoRange(document.Text.Start, False)  # out of a footnote
        self._press(document, ".uno:SelectAll")
        copied = self._open("private:factory/swriter")
        copied.CurrentController.insertTransferable(document.CurrentController.getTransferable())
        return copied

    # ── What hands do ─────────────────────────────────────────────────────────

    def _sign(self, _document: Any, author: str) -> None:
        """Sit down at the keyboard: Tools ▸ Options ▸ User Data."""
        self._author = author
        given, family = author.split(" ", 1)
        self._configure("/org.openoffice.UserProfile/Data", givenname=given, sn=family)

    def _select(self, document: Any, first: str, last: str = "") -> None:
        """Some words; or from the first to the last ones."""
        _cursor(document).gotoRange(_found(document, first), False)
        if last:
            _cursor(document).gotoRange(_found(document, last).End, True)

    def _line(self, document: Any, words: str) -> None:
        """Select the paragraph with these words, its end included."""
        text = _found(document, words).Text.createTextCursorByRange(_found(document, words))
        text.gotoStartOfParagraph(False)
        text.gotoNextParagraph(True)
        _cursor(document).gotoRange(text, False)

    def _before(self, document: Any, words: str) -> None:
        _cursor(document).gotoRange(_found(document, words).Start, False)

    def _after(self, document: Any, words: str) -> None:
        _cursor(document).gotoRange(_found(document, words).End, False)

    def _style(self, document: Any, name: str) -> None:
        """Give the paragraph here a style, as the list of styles does."""
        _cursor(document).ParaStyleName = name

    def _type(self, document: Any, text: str) -> None:
        self._dispatch(document, ".uno:InsertText", Text=text)

    def _press(self, document: Any, key: str) -> None:
        self._dispatch(document, _KEYS.get(key, key))

    def _comment(self, document: Any, words: str, text: str) -> None:
        comment = document.createInstance("com.sun.star.text.textfield.Annotation")
        comment.Author, comment.Content = self._author, text
        now = datetime.now()
        comment.DateTimeValue = DateTime(
            0, now.second, now.minute, now.hour, now.day, now.month, now.year, False
        )
        found = _found(document, words)
        found.Text.insertTextContent(found, comment, True)

    def _dispatch(self, document: Any, command: str, **options: str) -> None:
        values = tuple(PropertyValue(Name=name, Value=value) for name, value in options.items())
        frame = document.CurrentController.Frame
        self._dispatcher.executeDispatch(frame, command, "", 0, values)


def _cursor(document: Any) -> Any:
    return document.CurrentController.ViewCursor


def _found(document: Any, words: str) -> Any:
    """Where words stand in a paragraph; LibreOffice itself searches only what is in view."""
    for text in (document.Text, *document.Footnotes):
        for paragraph in text:
            before, found, _after = paragraph.String.partition(words)
            if found:
                cursor = text.createTextCursorByRange(paragraph.Start)
                cursor.goRight(len(before), False)
                cursor.goRight(len(words), True)
                return cursor
    raise ValueError(f"not in the document: {words}")


def _change(redline: Any) -> dict[str, str]:
    when = redline.RedlineDateTime
    date = f"{when.Year}-{when.Month:02}-{when.Day:02}T{when.Hours:02}:{when.Minutes:02}"
    return {"kind": redline.RedlineType, "author": redline.RedlineAuthor, "date": date}


def _remark(field: Any) -> list[str]:
    """Who remarked what about which words; a field that is no comment has nobody."""
    author, text = getattr(field, "Author", ""), getattr(field, "Content", "")
    return [author, text, field.Anchor.String]


def _lines(document: Any) -> list[str]:
    """The paragraphs as they show: style, number or bullet, text. Notes stand at the end."""
    notes = [f"note {number}: {note.String}" for number, note in enumerate(document.Footnotes, 1)]
    return [*_told(document.Text), *notes]


def _told(text: Any) -> Iterator[str]:
    for block in text:
        if block.supportsService("com.sun.star.text.TextTable"):
            yield f"table of {block.Rows.Count} by {block.Columns.Count}"
            for cell in block.CellNames:
                yield from (f"{cell} | {line}" for line in _told(block.getCellByName(cell)))
        else:
            text = "".join(_shown(portion) for portion in block)
            yield f"{block.ParaStyleName} | {block.ListLabelString} | {text}"


def _shown(portion: Any) -> str:
    if portion.TextPortionType == "Footnote":
        return "[^]"
    return str(portion.String)


def _save(document: Any, path: Path) -> None:
    kind = PropertyValue(Name="FilterName", Value=_FILTERS[path.suffix])
    document.storeToURL(path.as_uri(), (kind,))


def _save_and_close(document: Any, path: Path) -> None:
    _save(document, path)
    document.close(True)


def main() -> None:
    """Do the jobs with a LibreOffice of our own, gone afterwards."""
    jobs = json.load(sys.stdin)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipe = f"pipe,name=drafter-{os.getpid()};urp"
        options = ["--headless", "--norestore", "--nologo", f"--accept={pipe}"]
        options.append(f"-env:UserInstallation={Path(profile).as_uri()}")
        process = subprocess.Popen(["soffice", *options], start_new_session=True)
        kill = Timer(_MOST, os.killpg, (process.pid, signal.SIGKILL))  # with all that it started
        kill.start()
        try:
            office = Office(_connected(f"uno:{pipe};StarOffice.ComponentContext"))
            for job in jobs:
                (office.look if "told" in job else office.do)(job)
            office.quit()
            process.wait()
        finally:
            kill.cancel()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


def _connected(url: str) -> Any:
    resolver = uno.getComponentContext().ServiceManager.createInstance(
        "com.sun.star.bridge.UnoUrlResolver"
    )
    for _second in range(_START):
        try:
            return resolver.resolve(url)
        except NoConnectException:
            time.sleep(1)
    sys.exit("LibreOffice does not start")


if __name__ == "__main__":
    main()
