"""Gets the sources of the projects, from their registries, into a folder of this machine; nothing of them is committed."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def fetched(name: str, source: dict, below: Path) -> Path:
    """The folder of a project's source, which is got if it is not there yet.

    Raises `subprocess.CalledProcessError` where the registry's client says no.
    """
    folder = below / name
    if not folder.exists():
        below.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=below) as scratch:
            [(registry, package)] = [(key, source[key]) for key in REGISTRIES if key in source]
            REGISTRIES[registry](package, Path(scratch)).rename(folder)
    return folder / source.get("below", ".")


def _from_crates(package: str, scratch: Path) -> Path:
    project, vendored = scratch / "fetched", scratch / "vendored"
    # A workspace of its own: `cargo init` would make it a member of ours.
    (project / "src").mkdir(parents=True)
    (project / "src/lib.rs").touch()
    (project / "Cargo.toml").write_text('[package]\nname = "fetched"\nversion = "0.0.0"\n\n[workspace]\n')
    _run("cargo", "add", "--quiet", package, cwd=project)
    _run("cargo", "vendor", "--quiet", vendored, cwd=project)
    return vendored / package.partition("@")[0]


def _from_pypi(package: str, scratch: Path) -> Path:
    quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"]
    _run(sys.executable, "-m", "pip", "download", *quiet, "--dest", scratch, package)
    [archive] = scratch.iterdir()
    unpacked = scratch / "unpacked"
    shutil.unpack_archive(archive, unpacked, "zip" if archive.suffix == ".whl" else None)
    return unpacked


def _from_debian(package: str, scratch: Path) -> Path:
    """The source package of the Debian release that this machine runs, or of the one behind a `/`, with lists of packages of
    our own beside the projects."""
    name, _, release = package.partition("/")
    lists = scratch.parent / f".debian-{release}"
    debian = Path("/etc/apt/sources.list.d/debian.sources").read_text().replace("Types: deb\n", "Types: deb-src\n")
    if release:
        debian = re.sub(r"^Suites: .*", f"Suites: {release}", debian.partition("\n\n")[0], flags=re.MULTILINE)
    (scratch / "debian.sources").write_text(debian)
    set_to = {
        "APT::Sandbox::User": "root",
        "Dir::Etc::sourcelist": scratch / "debian.sources",
        "Dir::Etc::sourceparts": "-",
        "Dir::State::lists": lists,
        "Dir::Cache::srcpkgcache": "",
        "Dir::Cache::pkgcache": "",
    }
    apt = ["apt-get", "--quiet", *(f"--option={key}={value}" for key, value in set_to.items())]
    if not lists.exists():
        (lists / "partial").mkdir(parents=True)
        _run(*apt, "update", cwd=scratch)
    # What is installed here must not choose the version.
    _run(*apt, "source", "--only-source", "--download-only", package if release else name, cwd=scratch)
    [description] = scratch.glob("*.dsc")
    _run("dpkg-source", "--no-check", "--extract", description, scratch / "unpacked", cwd=scratch)
    return scratch / "unpacked"


REGISTRIES = {"crate": _from_crates, "pypi": _from_pypi, "debian": _from_debian}


def _run(*command: str | Path, cwd: Path | None = None) -> None:
    subprocess.run(command, cwd=cwd, check=True, stdout=subprocess.DEVNULL)
