"""Who reads and who publishes programmes."""

from safar.plumbing.policies import sql_file

RULES = [sql_file("programmes", "published")]
