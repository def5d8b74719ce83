"""The crowd: as many invented people as asked for, with families and second records, to measure finding with.

Nobody in it exists. It is written to files and is no part of the demonstration's database.
"""

from safar.config.demonstration.crowd.writing import Asked, Written, write_crowd

__all__ = ["Asked", "Written", "write_crowd"]
