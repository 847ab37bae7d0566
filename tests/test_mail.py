"""E-mails for letters: what they say, to whom they go, and that mail programs can read them."""

from __future__ import annotations

import email
import json
import re
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import judges
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import mail
from drafter.filenames import safe
from drafter.mail import Attachment, Message
from drafter.pipeline import Pipeline
from drafter.problems import DrafterError
from drafter.workspace import Workspace

LETTER = """\
kind: letter
id: brief
date: 2026-06-02
subject: Coöperatie in Oekraïne – één plan
addressee:
  committee: defensie
opening: Wij schrijven u.
"""
MEETING = "occasion: {type: commissiedebat, date: 2026-06-09, subject: de missie in Mali}\n"
DOCX = Attachment("2026-06-02-brief.docx", b"PK\x03\x04" + bytes(range(256)) * 20)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "inputs" / "letters").mkdir(parents=True)
    (tmp_path / "inputs" / "register").mkdir()
    return tmp_path


def message(workspace: Path, text: str = LETTER, *, with_pdf: bool = False) -> Message:
    path = workspace / "inputs" / "letters" / "brief.yaml"
    path.write_text(text, "utf-8")
    pipeline = Pipeline(Workspace.around(path))
    return pipeline.message(pipeline.draft(path), with_pdf=with_pdf)


def parsed(data: bytes) -> EmailMessage:
    read = email.message_from_bytes(data, policy=default)
    assert isinstance(read, EmailMessage)
    parts = [read, *read.walk()]
    assert [defect for part in parts for defect in part.defects] == []
    return read


def text_of(read: EmailMessage) -> str:
    body = read.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def sentence(workspace: Path, occasion: str) -> str:
    return message(workspace, LETTER + occasion).text.split("\n\n")[1]


# ── What it says ──────────────────────────────────────────────────────────────


def test_the_text_greets_says_what_is_attached_and_signs(workspace: Path) -> None:
    assert message(workspace, LETTER + MEETING, with_pdf=True).text == (
        "Geachte leden van de Commissie Defensie,\n\n"
        "Hierbij sturen wij u onze brief van 2 juni 2026 met het oog op het commissiedebat van "
        "9 juni 2026. De brief is bijgevoegd als Word-bestand en als PDF.\n\n"
        "Met vriendelijke groet,\n\n"
        "WO=MEN Dutch Gender Platform"
    )


@pytest.mark.parametrize(
    ("occasion", "expected"),
    [
        ("", "onze brief van 2 juni 2026. De"),
        (
            MEETING.replace("06-09", "05-12"),
            "onze brief van 2 juni 2026 naar aanleiding van het commissiedebat van 12 mei 2026. De",
        ),
        (
            "occasion: {type: notaoverleg, week: 2026-W24, subject: de nota}\n",
            "onze brief van 2 juni 2026 met het oog op het notaoverleg. De",
        ),
        (
            "occasion: {type: schriftelijk overleg, deadline: 2026-06-09, subject: de brief}\n",
            "onze brief van 2 juni 2026 met het oog op het schriftelijk overleg. De",
        ),
        (
            "occasion: {type: wetsvoorstel, subject: Wet op de missies}\n",
            "onze brief van 2 juni 2026 over het wetsvoorstel. De",
        ),
        (
            "occasion: {type: begroting, subject: Defensie, year: 2027}\n",
            "onze brief van 2 juni 2026 over de begroting. De",
        ),
        (
            "occasion: {type: kamerbrief, date: 2026-05-12, subject: de missie}\n",
            "onze brief van 2 juni 2026 naar aanleiding van de Kamerbrief van 12 mei 2026. De",
        ),
        ("occasion: {type: verzoek}\n", "onze brief van 2 juni 2026. De"),
    ],
)
def test_it_says_what_the_letter_is_for(workspace: Path, occasion: str, expected: str) -> None:
    assert expected in sentence(workspace, occasion)


def test_it_names_what_else_is_attached(workspace: Path) -> None:
    for name in ("een", "twee"):
        (workspace / "inputs" / "letters" / f"{name}.pdf").write_bytes(b"%PDF")
    one = "enclosures:\n  - {file: een.pdf, name: Verslag}\n  - Wat u al hebt\n"
    assert "Daarnaast sturen wij mee: Verslag\n\nMet" in message(workspace, LETTER + one).text
    two = one + "  - {file: twee.pdf, name: Overzicht}\n"
    listed = "Daarnaast sturen wij mee:\n\n- Verslag\n- Overzicht\n\nMet"
    text = message(workspace, LETTER + two).text
    assert listed in text
    assert "Wat u al hebt" not in text  # it is not attached


def test_a_body_of_its_own_stands_as_it_was_typed(workspace: Path) -> None:
    body = "email:\n  body: |\n    Beste *allen*, ziet <u> dit?\n\n    - één\n    - twee\n"
    assert message(workspace, LETTER + body).text == (
        "Geachte leden van de Commissie Defensie,\n\nBeste *allen*, ziet <u> dit?\n\n"
        "- één\n- twee\n\nMet vriendelijke groet,\n\nWO=MEN Dutch Gender Platform"
    )


def test_everybody_signs_with_function_and_organisation(workspace: Path) -> None:
    text = "signatories: [{name: Anna Jansen, function: directeur}, {organisation: Stichting}]\n"
    assert message(workspace, LETTER + text).text.endswith(
        "Met vriendelijke groet,\n\nAnna Jansen\ndirecteur\n\nStichting"
    )


def test_a_workspace_may_word_it_otherwise(workspace: Path) -> None:
    (workspace / "templates" / "mail").mkdir(parents=True)
    (workspace / "templates" / "mail" / "letter.html").write_text("<p>Zie {{ letter.subject }}</p>")
    assert message(workspace).text == "Zie Coöperatie in Oekraïne – één plan"


def test_the_subject_is_that_of_the_letter_unless_it_has_its_own(workspace: Path) -> None:
    assert message(workspace).subject == "Coöperatie in Oekraïne – één plan"
    assert message(workspace, LETTER + "email: {subject: Onze brief}\n").subject == "Onze brief"


def test_the_email_is_no_part_of_the_letter(workspace: Path) -> None:
    path = workspace / "inputs" / "letters" / "brief.yaml"
    group = "email: {to: [a@b.nl], cc: [c@d.nl], subject: Het onderwerp, body: De tekst}\n"
    path.write_text(LETTER + group, "utf-8")
    pipeline = Pipeline(Workspace.around(path))
    draft = pipeline.draft(path)
    assert draft.warnings == ()
    assert not [field for field in draft.document.baseline.values if "email" in field]
    path.write_text(LETTER, "utf-8")
    assert pipeline.word(pipeline.draft(path).document) == pipeline.word(draft.document)


def test_the_text_of_an_email_is_looked_at_as_that_of_a_letter(workspace: Path) -> None:
    path = workspace / "inputs" / "letters" / "brief.yaml"
    text = "email: {subject: 'Voor  u', body: 'Wij vragen [invullen: wat?] aan [bewindspersoon].'}"
    path.write_text(LETTER + text, "utf-8")
    pipeline = Pipeline(Workspace.around(path))
    draft = pipeline.draft(path)
    assert {problem.code for problem in draft.warnings} == {"double-space", "prompt"}
    assert "aan de minister van Defensie." in pipeline.message(draft).text
    with pytest.raises(DrafterError, match="filled in"):
        pipeline.draft(path, final=True)


# ── To whom it goes ───────────────────────────────────────────────────────────


def test_nobody_is_guessed(workspace: Path) -> None:
    assert message(workspace).to == ()
    senate = LETTER.replace("committee: defensie", "committee: ek-financien")
    assert message(workspace, senate).to == ()


def test_the_letters_own_addresses_go_before_the_registers(workspace: Path) -> None:
    rows = "- key: defensie\n  email: griffie@voorbeeld.nl\n"
    (workspace / "inputs" / "register" / "committees.yaml").write_text(rows)
    assert message(workspace).to == ("griffie@voorbeeld.nl",)
    assert message(workspace, LETTER + "email: {cc: [x@y.nl]}\n")[2:4] == (
        ("griffie@voorbeeld.nl",),
        ("x@y.nl",),
    )
    assert message(workspace, LETTER + "email: {to: [a@b.nl, c@d.nl]}\n").to == ("a@b.nl", "c@d.nl")


def test_a_whole_chamber_has_the_address_of_the_register(workspace: Path) -> None:
    chamber = LETTER.replace("committee: defensie", "chamber: eerste-kamer")
    assert message(workspace, chamber).to == ("postbus@eerstekamer.nl",)
    for more in ("person: {surname: Jansen}", "role: fractievoorzitters"):
        members = chamber.replace("eerste-kamer", f"eerste-kamer\n  {more}")
        assert message(workspace, members).to == ()


def test_several_committees_each_get_it_where_they_are_known(workspace: Path) -> None:
    rows = "- {key: defensie, email: def@b.nl}\n- {key: europese-zaken, email: eu@b.nl}\n"
    (workspace / "inputs" / "register" / "committees.yaml").write_text(rows)
    text = LETTER.replace(
        "committee: defensie", "committees: [defensie, europese zaken, financiën]"
    )
    assert message(workspace, text).to == ("def@b.nl", "eu@b.nl")


def test_the_sender_is_the_users_own_account_unless_the_organisation_says(workspace: Path) -> None:
    assert message(workspace).sender == ""
    text = (
        "kind: organisation\nname: WO=MEN\ntagline: Dutch Gender Platform\nplace: Den Haag\n"
        "contact: [www.wo-men.nl]\nsignatories: [{organisation: WO=MEN}]\nemail: info@wo-men.nl\n"
    )
    (workspace / "inputs" / "organisation.yaml").write_text(text)
    assert message(workspace).sender == "WO=MEN Dutch Gender Platform <info@wo-men.nl>"


@pytest.mark.parametrize(
    "address",
    [
        *("griffie", "griffie@", "@b.nl", "a@b", "a b@c.nl", "a@b.nl, c@d.nl", "a@b..nl"),
        *("Anna <a@b.nl>", "a@b.nl.", ".a@b.nl", "a.@b.nl", "a..b@c.nl", "a@-b.nl", "a@b-.nl"),
        *("a@één.nl", '"a"@b.nl', "mailto:a@b.nl", "a@b.nl\nBcc: c@d.nl", "a" * 250 + "@b.nl"),
    ],
)
def test_what_is_no_address_is_refused(workspace: Path, address: str) -> None:
    group = f"email:\n  to:\n    - {json.dumps(address)}\n"
    with pytest.raises(DrafterError) as caught:
        message(workspace, LETTER + group)
    (problem,) = caught.value.problems
    assert (problem.code, problem.place.line, problem.place.column) == ("no-email", 10, 7)


@pytest.mark.parametrize(
    "address",
    ["a@b.nl", "cie.def@tweedekamer.nl", "n.van-den_hil+x@a-b.c1.org", "A.B@C.NL", "o'neill@b.nl"],
)
def test_what_is_an_address_is_taken(workspace: Path, address: str) -> None:
    assert message(workspace, f'{LETTER}email: {{to: ["{address}"]}}\n').to == (address,)


# ── The file ──────────────────────────────────────────────────────────────────


def test_a_draft_opens_as_a_new_message(workspace: Path) -> None:
    data = mail.draft(message(workspace), [DOCX])
    read = parsed(data)
    assert read["X-Unsent"] == "1"
    absent = ("Date", "Message-ID", "From", "To", "Cc", "Bcc", "Received")
    assert [name for name in absent if name in read] == []
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) < 998
    assert data.isascii()


def test_a_draft_says_what_the_message_says(workspace: Path) -> None:
    said = message(workspace, LETTER + "email: {to: [a@b.nl, c@d.nl], cc: [e@f.nl]}\n")
    said = said._replace(sender="WO=MEN <info@wo-men.nl>")
    read = parsed(mail.draft(said, [DOCX]))
    assert read["Subject"] == said.subject
    assert [one.addr_spec for one in read["To"].addresses] == ["a@b.nl", "c@d.nl"]
    assert [one.addr_spec for one in read["Cc"].addresses] == ["e@f.nl"]
    assert str(read["From"]) == "WO=MEN <info@wo-men.nl>"
    assert text_of(read) == f"{said.text}\n"


def test_attachments_are_in_it_as_they_are_in_their_order(workspace: Path) -> None:
    files = [
        DOCX,
        Attachment("2026-06-02-brief.pdf", b"%PDF-1.7\r\n\n\r"),
        Attachment("Reünie – één.xlsx", b""),
        Attachment("zonder type", b"--=_\r\n"),
    ]
    attached = list(parsed(mail.draft(message(workspace), files)).iter_attachments())
    assert [(p.get_filename(), p.get_payload(decode=True)) for p in attached] == files
    assert [part.get_content_type().rpartition(".")[2] for part in attached] == [
        "document",
        "application/pdf",
        "sheet",
        "application/octet-stream",
    ]
    assert {part.get_content_disposition() for part in attached} == {"attachment"}


def test_a_name_with_accents_is_there_for_outlook_too(workspace: Path) -> None:
    data = mail.draft(message(workspace), [Attachment("Reünie.pdf", b"%PDF")])
    assert b"filename*=utf-8''Re%C3%BCnie.pdf\r\n" in data
    assert re.search(rb'name="=\?utf-8\?b\?[\w=+/]+\?="\r\n', data)


def test_the_same_message_is_the_same_bytes_and_another_is_not(workspace: Path) -> None:
    said = message(workspace)
    first = mail.draft(said, [DOCX])
    assert mail.draft(said, [DOCX]) == first
    boundaries = [
        parsed(data).get_boundary()
        for data in (first, mail.draft(said, []), mail.draft(said._replace(text="Anders"), [DOCX]))
    ]
    assert len(set(boundaries)) == 3


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]))
_SUBJECT = (_TEXT | st.text("aé –'’=?_,;\"", max_size=200)).map(lambda text: " ".join(text.split()))


@pytest.mark.parametrize("subject", ["=?utf-8?q?=41?=", "a" * 300, "woord " * 60 + "=", "a=?"])
def test_a_subject_that_seems_encoded_or_is_long_stays_what_it_is(subject: str) -> None:
    assert parsed(mail.draft(Message(subject, ""), []))["Subject"] == subject


@given(_SUBJECT, _TEXT, (_TEXT | st.text("aé .=?%'*\"-", max_size=120)).map(safe), st.binary())
def test_no_character_is_lost(subject: str, text: str, name: str, data: bytes) -> None:
    made = mail.draft(Message(subject, text), [Attachment(name, data)])
    read = email.message_from_bytes(made, policy=default)
    assert isinstance(read, EmailMessage)
    assert read["Subject"] == subject
    assert text_of(read) == f"{text}\n"
    (part,) = read.iter_attachments()
    assert part.get_filename() == name
    assert part.get_payload(decode=True) == data


def test_another_mail_program_takes_the_same_out_of_it(workspace: Path, tmp_path: Path) -> None:
    judges.need("ripmime")
    said = message(
        workspace, LETTER + "email: {body: 'Wij zijn geïnteresseerd in €\u00a05 à 6.'}\n"
    )
    file = tmp_path / "brief.eml"
    file.write_bytes(mail.draft(said, [DOCX, Attachment("Reünie één.pdf", b"%PDF-1.7")]))
    found = judges.taken_apart(file, tmp_path / "apart")
    assert found[DOCX.name] == DOCX.data
    assert found["Reünie één.pdf"] == b"%PDF-1.7"
    assert said.text.encode() in {data.replace(b"\r\n", b"\n").strip() for data in found.values()}
