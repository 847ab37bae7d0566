"""Where inputs, templates and outputs are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_HERE = Path(__file__).resolve().parent


def _packaged(name: str) -> Path:
    """A folder that comes with drafter: beside the code when installed, above it in a checkout."""
    installed = _HERE / name
    return installed if installed.is_dir() else _HERE.parent / name


PACKAGED_TEMPLATES = _packaged("templates")
PACKAGED_INPUTS = _packaged("inputs")
DATA = _HERE / "dutch" / "data"


class Workspace(NamedTuple):
    """A folder with `inputs/`, `templates/` and `outputs/`; what it lacks comes with drafter."""

    root: Path

    @classmethod
    def around(cls, path: Path) -> Workspace:
        """The workspace that a file stands in: the nearest folder above it with `inputs/`.

        Without one, the file's own folder serves.
        """
        folder = path.resolve().parent
        return cls(next((up for up in (folder, *folder.parents) if _is_root(up)), folder))

    @property
    def organisation(self) -> Path:
        """The file that says who writes."""
        own = self.root / "inputs" / "organisation.yaml"
        return own if own.is_file() else PACKAGED_INPUTS / "organisation.yaml"

    @property
    def register(self) -> Path:
        """Where rows of the workspace's own for the registers are, if it has them."""
        return self.root / "inputs" / "register"

    @property
    def letters(self) -> Path:
        """Where letters are."""
        return self.root / "inputs" / "letters"

    @property
    def campaigns(self) -> Path:
        """Where campaigns are."""
        return self.root / "inputs" / "campaigns"

    @property
    def papers(self) -> Path:
        """Where position papers are."""
        return self.root / "inputs" / "papers"

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The workspace's own templates go before those that come with drafter."""
        own = self.root / "templates"
        return (own, PACKAGED_TEMPLATES) if own.is_dir() else (PACKAGED_TEMPLATES,)

    @property
    def house_style(self) -> Path:
        """The Word file with the house style."""
        name = Path("house-style") / "house-style.docx"
        found = (folder / name for folder in self.template_folders)
        return next((path for path in found if path.is_file()), PACKAGED_TEMPLATES / name)

    @property
    def outputs(self) -> Path:
        """Where documents go unless another place is named."""
        return self.root / "outputs"


def _is_root(folder: Path) -> bool:
    return (folder / "inputs").is_dir()
