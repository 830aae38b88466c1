"""Run as a script, with the standard library alone, between the engine and a process that it starts.

spawn.py apart COMMAND...               starts it in a new session and leaves it without a parent
spawn.py tied PARENT NICENESS COMMAND...  becomes it, bound to the life of PARENT
"""

import os
import signal
import subprocess
import sys

PR_SET_PDEATHSIG = 1


def apart(command: list[str]) -> None:
    """Start `command` in its own session; this process, its parent, ends right after."""
    subprocess.Popen(command, start_new_session=True)  # noqa: S603 - the command is this package's own
    # No finalizer may complain that the child still runs.
    os._exit(0)


def tied(parent: int, niceness: int, command: list[str]) -> None:
    """Turn into `command`, which the kernel ends with `parent`."""
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("the parent has already ended")
    if niceness:
        os.nice(niceness)
    os.execv(command[0], command)  # noqa: S606 - no shell is wanted


if __name__ == "__main__":
    if sys.argv[1] == "apart":
        apart(sys.argv[2:])
    else:
        tied(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
