"""Twisted's log: its errors come first, and its messages may be given as a format."""
from twisted.python import log


def each(failure, name):
    log.err(failure, "while the bolt was drawn")  # >> while the bolt was drawn [error syslog direct_call]
    log.err(None, _why=f"while {name} was asked")  # >> while * was asked [error syslog direct_call]
    log.err("bolt is stuck")  # >> bolt is stuck [error syslog direct_call]
    log.msg("bolt was drawn")  # >> bolt was drawn [info syslog direct_call]
    log.msg(format="bolt of %(door)s is new", door=name)  # >> bolt of * is new [info syslog direct_call]
