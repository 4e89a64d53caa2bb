"""Loggers that functions of the program give."""
import logging

from loguru import logger as chronicle
from twisted.logger import Logger


def get_note(name):
    if "." in name:
        name = name.rpartition(".")[-1]
    return logging.getLogger(name)


notes = get_note(__name__)


class Cellar:
    notes_of = get_note("cellar")
    told = Logger()

    def flood(self, name):
        notes.critical("cellar of %s is under water", name)  # >> cellar of * is under water [critical syslog direct_call]
        self.notes_of.info("pump of %s runs", name)  # >> pump of * runs [info syslog direct_call]
        get_note("pump").warning("pump is hot")  # >> pump is hot [warning syslog direct_call]
        chronicle.opt(raw=True).warning("cask {} leaks", name)  # >> cask * leaks [warning syslog direct_call]
        self.told.alert("cask {cask} of {name!r} is empty", name=name)  # >> cask * of * is empty [alert syslog direct_call]
        guests = [name]
        guests.critical("nothing is printed here")
