"""sorter: looks at the letters that letterboxd took, and moves them to their recipients.

usage: sorter.py SPOOL LOG [SECONDS]
"""

import logging
import os
import stat
import sys
import time
from pathlib import Path

from errors import EscapingPath, LetterError, SuspiciousLetter, UnknownRecipient
from letter import Letter

OUTCOMES = {
    "sorted": "all letters were sorted",
    "refused": "some letters were refused",
    "idle": "nothing to sort",
}
ALARMS_BEFORE_LOCK = 3


class Sorter:
    def __init__(self, spool):
        self.log = logging.getLogger("sorter")
        self.spool = Path(spool)
        self.sorted = self.refused = 0
        self.alarms = {}
        self.locked = set()

    def complain(self, letter, text, *values):
        """Every message on one letter begins with its name."""
        self.log.warning(f"{letter}: {text}", *values)

    def alarm(self, letter, error):
        sender = letter.partition(".")[0]
        self.alarms[sender] = self.alarms.get(sender, 0) + 1
        self.log.error("security alarm: %s, letter %s", error, letter)
        if self.alarms[sender] >= ALARMS_BEFORE_LOCK:
            self.locked.add(sender)
            self.log.critical("sender {} locked after {} alarms".format(sender, self.alarms[sender]))

    def read(self, path):
        if path.is_symlink():
            raise SuspiciousLetter(path.name, "symbolic link in place of a letter")
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise SuspiciousLetter(path.name, "not a regular file")
        if about.st_mode & 0o077:
            self.complain(path.name, "mode %o lets others tamper with it", about.st_mode & 0o777)
        return path.read_bytes()

    def box_of(self, letter):
        boxes = (self.spool / "boxes").resolve()
        box = (boxes / letter.headers["To"]).resolve()
        if box.parent != boxes:
            raise EscapingPath(letter.name, f"recipient was {letter.headers['To']!r}")
        if not box.is_dir():
            raise UnknownRecipient(letter.name, letter.headers["To"])
        return box

    def sort(self, path):
        if path.name.partition(".")[0] in self.locked:
            raise LetterError(path.name, "sender is locked")
        letter = Letter(path.name, self.read(path))
        letter.check()
        box = self.box_of(letter)
        os.rename(path, box / path.name)
        self.sorted += 1
        self.log.info("letter %s sorted to %s, %d bytes", path.name, box.name, len(letter.body))

    def refuse(self, path, error):
        self.refused += 1
        if isinstance(error, SuspiciousLetter):
            self.alarm(path.name, error)
        else:
            self.complain(path.name, "refused with code %d, %s", error.code, error)
        os.rename(path, self.spool / "refused" / path.name)

    def round(self):
        before = self.refused
        letters = sorted((self.spool / "incoming").iterdir(), key=lambda path: path.stat(follow_symlinks=False).st_mtime_ns)
        for path in letters:
            try:
                self.sort(path)
            except LetterError as error:
                self.refuse(path, error)
        outcome = "idle" if not letters else "sorted" if self.refused == before else "refused"
        self.log.debug("round done: " + OUTCOMES[outcome])

    def report(self):
        text = "summary: "
        text += "%d letters sorted, %d refused" % (self.sorted, self.refused)
        self.log.info(text)


def main(arguments):
    if len(arguments) not in (2, 3):
        sys.stderr.write(__doc__)
        return 2
    spool, log_path = arguments[:2]
    logging.basicConfig(
        filename=log_path,
        level=logging.DEBUG,
        format="%(asctime)s %(name)s[%(process)d] %(levelname)s: %(message)s",
    )
    seconds = float(arguments[2]) if len(arguments) == 3 else 2.0
    sorter = Sorter(spool)
    sorter.log.info(f"sorter started, looks every {seconds} seconds")
    if not (sorter.spool / "incoming").is_dir():
        sorter.log.critical("spool has no incoming folder")
        return 1
    try:
        while True:
            sorter.round()
            time.sleep(seconds)
    except KeyboardInterrupt:
        sorter.report()
        sorter.log.info("sorter stopped")
    except OSError:
        sorter.log.exception("sorter crashed, spool may be tampered with")
        raise
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
