"""The e-mail that a letter goes with: an .eml file that opens as a new message, to be sent by hand.

`X-Unsent: 1` makes Outlook and Thunderbird open the file for editing (Thunderbird tests it in
comm-central, mail/test/browser/composition/browser_xUnsent.js); Apple Mail shows it, and makes
a new message of it with "Send Again". Date and Message-ID are left out: the mail program gives
them when the message is sent (so does Symfony's DraftEmail, symfony/symfony#44311). Without a
From the program takes the user's own account.

The text is plain text in UTF-8, each paragraph one line, in quoted-printable: no mail program
has to guess. The same message is the same bytes: the boundary comes from the content.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email.charset import QP, Charset
from email.header import Header
from email.message import Message as Mail
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.policy import compat32
from email.utils import formataddr
from typing import Any, NamedTuple

from drafter import markup
from drafter.addressee import CHAMBERS
from drafter.document import Block, List, Paragraph, lines, runs_in
from drafter.fields import Known
from drafter.model import Letter, Organisation
from drafter.resolve import Registers
from drafter.template import Templates

TEMPLATE = "mail/letter.html"

_UTF_8 = Charset("utf-8")
_UTF_8.body_encoding = QP
# Lines end as RFC 5322 2.3 has it; headers are folded here, and nowhere in a file's name.
_POLICY = compat32.clone(linesep="\r\n", max_line_length=0)
_LINE, _UNFOLDED = 76, 998  # characters; RFC 5322 2.1.1, RFC 2047 2

# Kinds of files that go with letters; any other is just bytes to a mail program.
_TYPES = {
    "docx": "vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "vnd.oasis.opendocument.text",
    "ods": "vnd.oasis.opendocument.spreadsheet",
    "pdf": "pdf",
    "zip": "zip",
}


# They have addresses of their own, which the register does not know.
_OF_THEIR_OWN = ("woordvoerders", "fractievoorzitters")


class Message(NamedTuple):
    """What an e-mail says and to whom it goes; `sender` is empty for the user's own account."""

    subject: str
    text: str
    to: tuple[str, ...] = ()
    cc: tuple[str, ...] = ()
    sender: str = ""


class Attachment(NamedTuple):
    """A file that goes with an e-mail."""

    name: str
    data: bytes


def message(
    letter: Letter,
    values: Mapping[str, Any],
    organisation: Organisation,
    registers: Registers,
    templates: Templates,
    *,
    with_pdf: bool = False,
    enclosed: Sequence[str] = (),
) -> Message:
    """The e-mail for a letter whose template gets `values`.

    `enclosed` are the names of what else is attached. Raises `DrafterError` as `Templates`.
    """
    email = values["letter"].email
    subject = (email and email.subject) or values["letter"].subject
    names = [Known(name) for name in dict.fromkeys(enclosed)]
    text = templates.render(TEMPLATE, {**values, "with_pdf": with_pdf, "enclosed": names})
    return Message(
        subject=" ".join(subject.split()),
        text=plain(markup.parse(text, markup.Notes({}, "", {}))),
        to=recipients(letter, registers),
        cc=tuple(letter.email.cc) if letter.email else (),
        sender=_sender(organisation),
    )


def recipients(letter: Letter, registers: Registers) -> tuple[str, ...]:
    """The addresses that the letter gives itself, else those that the register knows.

    Of a committee its own address only: that of its chamber would be a guess, and so would be
    that of a body for one who only sits in it.
    """
    if letter.email and letter.email.to:
        return tuple(letter.email.to)
    return tuple(dict.fromkeys(address for address in _known(letter, registers) if address))


def draft(message: Message, attachments: Iterable[Attachment]) -> bytes:
    """The .eml file: a message not sent yet, with its attachments in this order."""
    text = MIMENonMultipart("text", "plain")
    text.set_payload(f"{message.text}\n", _UTF_8)
    parts = [text, *map(_part, attachments)]
    mail: Mail[Any, Any] = MIMEMultipart(boundary=_boundary(message, parts), _subparts=parts)
    mail["X-Unsent"] = "1"
    if message.sender:
        mail["From"] = message.sender
    if message.to:
        mail["To"] = ",\n ".join(message.to)
    if message.cc:
        mail["Cc"] = ",\n ".join(message.cc)
    mail["Subject"] = _encoded(message.subject, "Subject")
    return mail.as_bytes(policy=_POLICY)


def plain(blocks: Iterable[Block]) -> str:
    """A document as plain text: paragraphs with a line between them, lists with dashes."""
    return "\n\n".join(_block(block).strip("\n") for block in blocks).replace("\u00a0", " ")


def _known(letter: Letter, registers: Registers) -> Iterator[str]:
    register = registers.committees
    for one in letter.addressed:
        if one.role in _OF_THEIR_OWN:
            continue
        yield from (register.find(name, letter.date).email for name in one.all_committees)
        if one.kind == "chamber" and one.chamber:
            yield register.chamber(CHAMBERS[one.chamber]).email


def _sender(organisation: Organisation) -> str:
    if organisation.email is None:
        return ""
    return formataddr((f"{organisation.name} {organisation.tagline}", organisation.email))


def _encoded(text: str, header: str) -> str:
    """The text of a header: in encoded words, unless it is ASCII and fits on a line."""
    fits = len(f"{header}: {text}") <= _LINE and "=?" not in text  # which begins such a word
    if text.isascii() and fits:
        return text
    return Header(text, _UTF_8, header_name=header, maxlinelen=_LINE).encode()


def _part(attachment: Attachment) -> MIMEApplication:
    """A file with its name, twice where it has more than ASCII.

    `filename` is as RFC 2231 has it, unbroken; `name` is an encoded word, which RFC 2047
    forbids there and Outlook needs (jstedfast/MimeKit#231).
    """
    name = attachment.name
    subtype = _TYPES.get(name.rpartition(".")[2].lower(), "octet-stream")
    if name.isascii():
        part = MIMEApplication(attachment.data, subtype, name=name)
        part.add_header("Content-Disposition", "attachment", filename=name)
    else:
        encoded = Header(name, "utf-8", maxlinelen=_UNFOLDED).encode()
        part = MIMEApplication(attachment.data, subtype, name=encoded)
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    return part


def _boundary(message: Message, parts: Sequence[MIMENonMultipart]) -> str:
    """A line that stands in no part: no encoding used here has "=_" in it (RFC 2045 6.7)."""
    content = hashlib.sha256(repr(message).encode())
    for part in parts:
        content.update(part.as_bytes())
    return f"=_{content.hexdigest()[:32]}"


def _block(block: Block) -> str:
    if isinstance(block, List):
        return "\n".join(f"- {' '.join(map(_block, item.blocks))}" for item in block.items)
    content = [block.content] if isinstance(block, Paragraph) else lines([block])
    return "\n".join("".join(run.text for run in runs_in(line)) for line in content)
