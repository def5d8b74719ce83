"""Finds the records that may be one person among all of a register: the one home of Splink and DuckDB in people.

| step | file | makes |
|---|---|---|
| read | `sources` | `source`: what a register or our own tables say of each person |
| normalise | `frame` | `person`: names by spelling and by sound, births, numbers, in fixed columns |
| bring together | `meeting` | `pair`: who shares a key that few share |
| weigh | `weights`, `scoring` | `likely`: the pairs above the threshold, with the weight of each reason |

`on_spark` does the same for a file on many machines, in the SQL that `dialects` makes of ours.

Nothing here decides that two records are one person: a person does (D21).
"""
