"""The ground of every rule: the roles' rights, the scope, the generic history, the audit's seal, drafts."""

from safar.plumbing.policies import sql_file

RULES = [sql_file("plumbing", "scope"), sql_file("plumbing", "drafts")]
