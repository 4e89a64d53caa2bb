"""Fetches the source distribution of a Python package: `sdist.py PACKAGE FOLDER`.

`pip download` would run the package's build to know what it is; so pip is only asked where it lies.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from pip._internal.commands.download import DownloadCommand


def main(package: str, folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    command = DownloadCommand("download", "")
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch, command.main_context():
        options, _ = command.parse_args(["--no-binary", ":all:", "--disable-pip-version-check", package])
        session = command._build_session(options)
        best = command._build_package_finder(options, session).find_best_candidate(package).best_candidate
        if best is None:
            sys.exit("it has no source distribution")
        archive, unpacked = Path(scratch, best.link.filename), Path(scratch, "unpacked")
        archive.write_bytes(session.get(best.link.url_without_fragment).content)
        shutil.unpack_archive(archive, unpacked, **({} if archive.suffix == ".zip" else {"filter": "data"}))
        unpacked.rename(folder)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
