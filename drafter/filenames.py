"""Names of files that every system keeps as they are: Windows, macOS, SharePoint and OneDrive.

Sources: Microsoft Learn, "Naming Files, Paths, and Namespaces" (signs, device names, the end of
a name); Microsoft Support, "Restrictions and limitations in OneDrive and SharePoint" (signs,
``~$``, ``_vti_``, ``.lock``, ``desktop.ini``; ``#`` and ``%`` on servers of one's own). macOS
writes accents apart from their letters, others do not: names are composed (NFC).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 100  # characters; folders come before it, and a path in SharePoint takes 400
_MOST_BYTES = 240  # a name takes 255 on macOS and Linux; "-2" may be added
_SPACES = re.compile(r"\s+")
_FORBIDDEN = re.compile(r'["*:<>?/\\|#%]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])", re.IGNORECASE)
_UNSEEN = ("Cc", "Cf", "Co", "Cs", "Cn")  # control and bidirectional signs, halves of others
_LONGEST_SUFFIX = 10


def safe(name: str) -> str:
    """`name` as a file name that is safe everywhere; what it says stays as far as it can.

    >>> safe("Brief: wat nu?.pdf")
    'Brief- wat nu.pdf'
    """
    text = unicodedata.normalize("NFC", _SPACES.sub(" ", name))
    text = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    stem, suffix = _apart(_FORBIDDEN.sub("-", text).replace("_vti_", "-"))
    stem = re.sub(r"^[~$. ]+|[-. ]+$", "", stem) or "bijlage"
    if _DEVICES.fullmatch(stem.partition(".")[0].strip()) or f"{stem}{suffix}" == "desktop.ini":
        stem = f"_{stem}"
    return f"{_cut(stem, suffix)}{suffix}"


def distinct(names: Iterable[str]) -> list[str]:
    """The names, safe, and each another one also where capitals do not count."""
    taken: set[str] = set()
    found = []
    for name in map(safe, names):
        stem, suffix = _apart(name)
        number = 1
        while name.casefold() in taken:
            number += 1
            name = f"{_cut(stem, f'-{number}{suffix}')}-{number}{suffix}"
        taken.add(name.casefold())
        found.append(name)
    return found


def _apart(name: str) -> tuple[str, str]:
    """What goes before the last point, and the suffix with it, if it is one."""
    stem, point, suffix = name.rpartition(".")
    suffix = suffix.strip(" -")
    if not point or not stem or not suffix.isalnum() or len(suffix) >= _LONGEST_SUFFIX:
        return name, ""
    return stem, f".{suffix}"


def _cut(stem: str, suffix: str) -> str:
    """As much of the stem as there is room for."""
    short = stem[: LONGEST - len(suffix)]
    while len(f"{short}{suffix}".encode()) > _MOST_BYTES:
        short = short[:-1]
    return short if short == stem else short.rstrip("-. ")
