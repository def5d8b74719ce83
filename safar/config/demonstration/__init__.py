"""The demonstration: a fictional organisation whose every row was made by walking the real services."""

from safar.config.demonstration.filling import fill, has_accounts, is_empty, say_where_and_who
from safar.config.demonstration.preparing import add_account, collect_static_files, publish_definitions

__all__ = [
    "add_account",
    "collect_static_files",
    "fill",
    "has_accounts",
    "is_empty",
    "publish_definitions",
    "say_where_and_who",
]
