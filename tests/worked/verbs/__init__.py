"""What people do in worked cases, one file for each topic; every file here is loaded."""

from importlib import import_module
from pathlib import Path


def load_all() -> None:
    """Make the verbs and expectations of every file known."""
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        import_module(f"{__name__}.{path.stem}")
