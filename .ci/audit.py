"""Known weaknesses of everything that is installed with content-graph: fails when there are any.

Where the service that knows them cannot be asked, it says so and does not fail: nothing was audited then.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

EXPORT = ("uv", "export", "--quiet", "--no-dev", "--all-extras", "--no-emit-project", "--output-file")
AUDIT = (
    "uvx",
    "--quiet",
    "pip-audit",
    "--no-deps",
    "--disable-pip",
    "--progress-spinner=off",
    "--format=json",
)


def main() -> int:
    """Audit; return the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "requirements.txt"
        subprocess.run([*EXPORT, str(listed)], check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        done = subprocess.run(  # noqa: S603
            [*AUDIT, "--requirement", str(listed)], capture_output=True, text=True, check=False
        )
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = done.stderr.strip().splitlines() or ["nothing"]
        sys.stderr.write(f"NOT AUDITED: pip-audit cannot ask for advisories; it said: {said[-1][:300]}\n")
        return 0
    audited = [package for package in packages if "vulns" in package]
    weak = [package for package in audited if package["vulns"]]
    for package in weak:
        for found in package["vulns"]:
            fixed = ", ".join(found["fix_versions"]) or "no version"
            sys.stderr.write(f"{package['name']} {package['version']}: {found['id']}, mended in {fixed}\n")
    if not audited:
        sys.stderr.write(f"NOT AUDITED: no advisories can be had for any of {len(packages)} packages\n")
        return 0
    left = f", {len(packages) - len(audited)} of them not" if len(audited) < len(packages) else ""
    sys.stdout.write(f"{len(packages)} packages audited{left}: {len(weak)} with known weaknesses\n")
    return 1 if weak else 0


if __name__ == "__main__":
    sys.exit(main())
