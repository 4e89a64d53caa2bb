"""A guard who says why somebody may not come in."""

import logging

log = logging.getLogger("guard")


class Refused(Exception):
    """The guard does not let somebody in."""


def admit(name, badge="a badge of honour"):
    if name == "nobody at all":
        return False
    if not badge:
        raise Refused("no badge was shown by %s" % name)
    log.error("badge of %s is a forgery", name, extra="shown to nobody")
    return True
