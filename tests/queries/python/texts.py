"""How texts are written."""
import gettext
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
    log.info(gettext.gettext("text of a catalogue"))  # >> text of a catalogue [info syslog direct_call]
    log.info(ngettext("%d door is open", "%d doors are open", count), count)  # >> * door is open [info syslog direct_call] >> * doors are open [info syslog direct_call]
    log.info(name.locale._("text of the locale"))  # >> text of the locale [info syslog direct_call]
    log.info(name.locale.ngettext("%d wall is damp", "%d walls are damp", count), count)  # >> * wall is damp [info syslog direct_call] >> * walls are damp [info syslog direct_call]
    log.info(pgettext("verb", "open the gate"))  # >> open the gate [info syslog direct_call]
    log.info(" stripped text ".strip())  # >> stripped text [info syslog direct_call]
    log.info(textwrap.dedent("dedented text"))  # >> dedented text [info syslog direct_call]
    log.info(" and ".join(["key of " + name, "lock are lost"]))  # >> key of * and lock are lost [info syslog built_string]
    log.info("door open" if ok else "door shut")  # >> door open [info syslog direct_call] >> door shut [info syslog direct_call]
    log.info(name or "no name was given")  # >> no name was given [info syslog direct_call]
    message = "first part"
    message += ", second part"
    log.info(message)  # >> first part, second part [info syslog built_string]


def by_case(count):
    if count > 9:
        why = "too many guests"
    else:
        why = "too few guests"
    log.info("shut because of " + why)  # >> shut because of too many guests [info syslog direct_call] >> shut because of too few guests [info syslog direct_call]
    match count:
        case 0:
            what = "the cellar"
        case _:
            what = "the attic"
    log.info("no light in " + what)  # >> no light in the cellar [info syslog direct_call] >> no light in the attic [info syslog direct_call]


def padded(pump):
    # Blanks fill a value up to its width, on the side that the format says.
    log.error("%-12s of the well" % "Depth:")  # >> Depth:* of the well [error syslog direct_call]
    log.error("{:>12} is dry, {:12}".format("bucket", "so is the rope"))  # >> *bucket is dry, so is the rope* [error syslog direct_call]
