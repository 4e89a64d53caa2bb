"""Sinks of the standard library and of logging libraries."""
import logging
import logging as logs
import sys
import syslog
import warnings

import click
from logging import getLogger as get

log = logging.getLogger(__name__)
other = get("other")


def each(name, count):
    logging.error("lost peer %s", name)  # >> lost peer * [error syslog direct_call]
    logs.info("plain text")  # >> plain text [info syslog direct_call]
    log.warning("odd reply of %(who)s", {"who": name})  # >> odd reply of * [warning syslog direct_call]
    log.log(logging.CRITICAL, "disk is full")  # >> disk is full [critical syslog direct_call]
    log.log(logging.ERROR, msg="disk is slow")  # >> disk is slow [error syslog direct_call]
    log.warning(msg="disk is hot")  # >> disk is hot [warning syslog direct_call]
    log.emerg("disk is gone")  # >> disk is gone [emergency syslog direct_call]
    log.getChild("x").debug("child says %r", name)  # >> child says * [debug syslog direct_call]
    other.exception("unexpected end")  # >> unexpected end [error syslog direct_call]
    warnings.warn("weak cipher in use")  # >> weak cipher in use [warning stderr direct_call]
    sys.stderr.write("cannot bind\n")  # >> cannot bind [none stderr direct_call]
    print("cannot listen", file=sys.stderr)  # >> cannot listen [none stderr direct_call]
    syslog.syslog("went away")  # >> went away [none syslog direct_call]
    syslog.syslog(syslog.LOG_ALERT, "went mad")  # >> went mad [alert syslog direct_call]
    click.echo("cannot read the card")  # >> cannot read the card [none unknown direct_call]
    print("hello there")  # >> hello there [none unknown direct_call]
    sys.exit("config is broken")  # >> config is broken [error stderr direct_call]


def nothing_to_say(name, cursor):
    log.error("%s", name)
    log.error("a %s", name)
    cursor.execute("select name from users")


class Printer:
    """A stream or logger that may be given, or else is one of the language's own."""

    def __init__(self, stream=None, log=None):
        self.stream = stream or sys.stderr
        self.paper = log or logging.getLogger("paper")

    def jam(self):
        self.stream.write("the printer is jammed")  # >> the printer is jammed [none stderr direct_call]
        self.paper.error("the paper is torn")  # >> the paper is torn [error syslog direct_call]


def scan(stream=None):
    target = stream if stream else sys.stderr
    target.write("the lid is open")  # >> the lid is open [none stderr direct_call]
