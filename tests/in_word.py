"""What colleagues do in Word with a document that drafter made, done in its XML."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from drafter.word.package import Part, pack, unpack
from drafter.word.xml import DECLARATION, R, W

DATE = "2026-06-03T10:00:00Z"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
_LATER = "http://schemas.microsoft.com/office/2011/relationships"


def replaced(data: bytes, old: str, new: str, author: str = "", date: str = DATE) -> bytes:
    """Other words for words that stand in one run; tracked if there is an author."""

    def change(look: str) -> str:
        if not author:
            return _run(look, new)
        signed = f'w:id="900" w:author="{escape(author)}" w:date="{date}"'
        deleted = _run(look, old).replace("w:t>", "w:delText>").replace("w:t ", "w:delText ")
        inserted = f"<w:ins {signed}>{_run(look, new)}</w:ins>" if new else ""
        return f"<w:del {signed}>{deleted}</w:del>{inserted}"

    return _edited(data, old, change)


def commented(
    data: bytes,
    words: str,
    author: str,
    text: str,
    reply: tuple[str, str] | None = None,
    *,
    resolved: bool | None = None,
    date: str = DATE,
) -> bytes:
    """A comment on words of one run; one with a reply by another is resolved if not said."""
    told = [(author, text), *([reply] if reply else [])]

    def change(look: str) -> str:
        starts, ends = (
            "".join([f'<w:{end} w:id="{id}"/>' for id in range(len(told))])
            for end in ("commentRangeStart", "commentRangeEnd")
        )
        return f"{starts}{_run(look, words)}{ends}"

    comments = "".join(
        f'<w:comment w:id="{id}" w:author="{escape(name)}" w:date="{date}">'
        f'<w:p w14:paraId="0000000{id}"><w:r><w:t>{escape(said)}</w:t></w:r></w:p></w:comment>'
        for id, (name, said) in enumerate(told)
    )
    done = f'w15:done="{int(bool(reply) if resolved is None else resolved)}"'
    threads = f'<w15:commentEx w15:paraId="00000000" {done}/>'
    if reply:
        threads += f'<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" {done}/>'
    parts = unpack(_edited(data, words, change), "")
    names = f'xmlns:w="{W}" xmlns:w14="{_W14}"'
    new = {
        "word/comments.xml": f"{DECLARATION}<w:comments {names}>{comments}</w:comments>",
        "word/commentsExtended.xml": f'{DECLARATION}<w15:commentsEx xmlns:w15="{_W15}">{threads}'
        "</w15:commentsEx>",
    }
    relations = parts["word/_rels/document.xml.rels"].content().decode()
    related = "".join(
        f'<Relationship Id="{name}" Type="{kind}/{name}" Target="{name}.xml"/>'
        for name, kind in (("comments", R), ("commentsExtended", _LATER))
    )
    new["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>", f"{related}</Relationships>"
    )
    return pack([*(parts | {name: Part.of(name, xml) for name, xml in new.items()}).values()])


def without_record(data: bytes) -> bytes:
    """Without what tells which input it was made of, as when it is copied into a new document."""
    parts = unpack(data, "")
    relations = "word/_rels/document.xml.rels"
    xml = re.sub(r"<Relationship [^>]*customXml[^>]*/>", "", parts[relations].content().decode())
    kept = {name: part for name, part in parts.items() if not name.startswith("customXml/")}
    kept[relations] = Part.of(relations, xml)
    text = kept["word/document.xml"].content().decode()
    text = re.sub(r"<w:bookmark(?:Start|End) [^>]*/>", "", text)
    kept["word/document.xml"] = Part.of("word/document.xml", text)
    return pack(kept.values())


def bold(data: bytes, words: str) -> bytes:
    """Words of one run in bold type, of which nobody knows by whom."""
    return _edited(data, words, lambda _look: _run("<w:rPr><w:b/></w:rPr>", words))


def linked(data: bytes, words: str, address: str) -> bytes:
    """A link on words of one run."""
    link = f'<w:hyperlink xmlns:r="{R}" r:id="link">{{}}</w:hyperlink>'
    parts = unpack(_edited(data, words, lambda look: link.format(_run(look, words))), "")
    name = "word/_rels/document.xml.rels"
    relation = (
        f'<Relationship Id="link" Type="{R}/hyperlink" Target="{escape(address)}" '
        'TargetMode="External"/></Relationships>'
    )
    relations = parts[name].content().decode().replace("</Relationships>", relation)
    return pack({**parts, name: Part.of(name, relations)}.values())


def without_notes(data: bytes) -> bytes:
    """Without the signs of its footnotes."""
    sign = r"<w:r>(?:(?!</w:r>).)*<w:footnoteReference [^>]*/></w:r>"
    return _rewritten(data, lambda xml: re.sub(sign, "", xml, flags=re.DOTALL))


def without(data: bytes, words: str) -> bytes:
    """Without the paragraphs with these words, and without any trace of that."""
    return _rewritten(data, lambda xml: _kept(xml, lambda paragraph: words not in paragraph))


def only(data: bytes, words: str) -> bytes:
    """Nothing but the paragraphs with these words."""
    return _rewritten(data, lambda xml: _kept(xml, lambda paragraph: words in paragraph))


def _kept(xml: str, wanted: Callable[[str], bool]) -> str:
    """The paragraphs that are wanted."""
    return re.sub(
        r"<w:p>.*?</w:p>",
        lambda found: found[0] if wanted(found[0]) else "",
        xml,
        flags=re.DOTALL,
    )


def _rewritten(data: bytes, change: Callable[[str], str]) -> bytes:
    parts = unpack(data, "")
    name = "word/document.xml"
    xml = change(parts[name].content().decode())
    return pack({**parts, name: Part.of(name, xml)}.values())


def _edited(data: bytes, words: str, change: Callable[[str], str]) -> bytes:
    parts = unpack(data, "")
    name = "word/document.xml"
    xml = parts[name].content().decode()
    run = re.compile(
        r"<w:r>((?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?)<w:t(?: [^>]*)?>"
        rf"([^<]*?){re.escape(escape(words, quote=False))}([^<]*)</w:t></w:r>"
    )
    found = run.search(xml)
    assert found is not None, words
    look, before, after = found.groups()
    new = "".join(
        (
            _raw_run(look, before) if before else "",
            change(look),
            _raw_run(look, after) if after else "",
        )
    )
    parts = {**parts, name: Part.of(name, xml[: found.start()] + new + xml[found.end() :])}
    return pack(parts.values())


def _run(look: str, text: str) -> str:
    return _raw_run(look, escape(text, quote=False))


def _raw_run(look: str, text: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'
