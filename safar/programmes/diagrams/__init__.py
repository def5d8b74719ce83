"""Draws the way through a programme: the same definition always gives the same picture and the same page."""

from safar.programmes.diagrams.drawing import draw
from safar.programmes.diagrams.page import state_page

__all__ = ["draw", "state_page"]
