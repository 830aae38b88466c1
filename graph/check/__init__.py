"""What must hold in every graph, how a graph is held against it, and how what is broken is mended.

Each file names invariants of one kind of thing. A graph that this program wrote breaks none, whatever was
written, merged and taken back; a restored one, or one that was changed by hand, may.
"""

from graph.check.checker import INVARIANTS, Finding, check_graph, repair_graph

__all__ = ["INVARIANTS", "Finding", "check_graph", "repair_graph"]
