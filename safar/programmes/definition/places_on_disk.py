"""Which files a definition has, and which top-level words each of them may hold."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3] / "definitions"

PROGRAMME_FILE = "programme.yaml"
FILES: dict[str, tuple[str, ...]] = {
    PROGRAMME_FILE: (
        "code",
        "version",
        "kind",
        "based_on",
        "names",
        "summary",
        "from",
        "to",
        "valid_from",
        "valid_to",
        "source",
        "basis",
        "places",
        "consent",
        "topics",
        "irreversible_steps",
        "helped_before_excludes",
        "adult_children_apart",
        "authority",
    ),
    "stages.yaml": ("stages", "moves", "deadlines", "outcomes"),
    "eligibility.yaml": ("rules",),
    "entitlements.yaml": ("entitlements",),
    "indicators.yaml": ("indicators",),
    "calendars.yaml": ("calendars",),
}
EXAMPLES = "examples"
# What people are given to read and sign lies beside the definition; another context reads and checks it.
TEXTS = "texts"
NOT_INHERITED = (
    "code",
    "version",
    "kind",
    "names",
    "summary",
    "valid_from",
    "valid_to",
    "source",
    "based_on",
    "places",
)
EMPTY_LISTS = ("topics", "irreversible_steps", "deadlines", "rules", "entitlements", "indicators")


def home_of(key: str) -> str | None:
    """The file a top-level word belongs in, if any."""
    return next((name for name, keys in FILES.items() if key in keys), None)


def folders(root: Path) -> list[str]:
    """The codes of all programmes and kinds under the root, in order."""
    return sorted(path.parent.name for path in root.glob(f"*/{PROGRAMME_FILE}"))
