"""Processes beside this one: they leave interrupts to it, and end with it however it ends."""

import multiprocessing
import os
import signal
import threading


def attend_parent() -> None:
    """Make this process one that leaves an interrupt to its parent and ends when the parent does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
