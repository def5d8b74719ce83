"""The rights on staff tables, and who reads the log of readings."""

from safar.plumbing.policies import keep_history, sql_file

RULES = [sql_file("accounts", "access"), sql_file("accounts", "break_glass"), keep_history("accounts_posting")]
