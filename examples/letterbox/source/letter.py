"""A letter: lines of headers, an empty line, a text."""

import logging
import zlib

from errors import ForgedSum, HeaderInjection, MalformedLetter, SuspiciousLetter

log = logging.getLogger("sorter.letter")

NEEDED = ("To", "Subject", "Sum")
MAX_HEADERS = 16


class Letter:
    def __init__(self, name, data):
        self.name = name
        self.sender = name.partition(".")[0]
        self.headers, self.body = self.parse(data)

    def parse(self, data):
        head, blank, body = data.partition(b"\n\n")
        if not blank:
            raise MalformedLetter(self.name, "no empty line after the headers")
        try:
            lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            log.debug("%s: %s", self.name, error)
            raise MalformedLetter(self.name, "headers are not plain text") from error
        if len(lines) > MAX_HEADERS:
            raise SuspiciousLetter(self.name, "too many headers, possible flood")
        return self.parse_headers(lines), body

    def parse_headers(self, lines):
        headers = {}
        for number, line in enumerate(lines, 1):
            key, colon, value = line.partition(": ")
            if not colon:
                raise MalformedLetter(self.name, "line %d is no header" % number)
            if key in headers:
                raise HeaderInjection(self.name, f"second {key} header in line {number}")
            headers[key] = value
        missing = [key for key in NEEDED if key not in headers]
        if missing:
            raise MalformedLetter(self.name, "missing {}".format(", ".join(missing)))
        return headers

    def check(self):
        if b"\0" in self.body:
            raise SuspiciousLetter(self.name, "binary code hidden in a text letter")
        want, have = self.headers["Sum"], "%08x" % zlib.crc32(self.body)
        if want != have:
            log.warning("check sum of {} is {}, not {}".format(self.name, have, want))
            raise ForgedSum(self.name)
        if not self.headers["Subject"].strip():
            log.info("letter %s has no subject", self.name)
