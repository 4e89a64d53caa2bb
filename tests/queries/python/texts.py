"""How texts are written."""
import logging
import textwrap
from gettext import gettext as _

log = logging.getLogger(__name__)
PREFIX = "gate: "


def each(name, count, ok):
    log.info("one " "two")  # >> one two [info syslog direct_call]
    log.info(("over "  # >> over lines [info syslog direct_call]
              "lines"))
    log.info("sum of " + name + " is odd")  # >> sum of * is odd [info syslog direct_call]
    log.info("used %d of %d%%" % (count, count))  # >> used * of *% [info syslog direct_call]
    log.info("user {} at {0!r:>{1}}".format(name, count))  # >> user * at * [info syslog direct_call]
    log.info(f"{PREFIX}door {name!r} {{open}}")  # >> gate: door * {open} [info syslog direct_call]
    log.info(r"raw \d text")  # >> raw \d text [info syslog direct_call]
    log.info("tab\there")  # >> tab*here [info syslog direct_call]
    log.info(_("translated text"))  # >> translated text [info syslog direct_call]
    log.info(textwrap.dedent("dedented text"))  # >> dedented text [info syslog direct_call]
    log.info("door open" if ok else "door shut")  # >> door open [info syslog direct_call] >> door shut [info syslog direct_call]
    message = "first part"
    message += ", second part"
    log.info(message)  # >> first part, second part [info syslog built_string]
