"""Exceptions are logged where nothing catches them: by their text and by the name of their class."""


class GateError(Exception):  # >> GateError [error exception exception_class]
    pass


class ReplayedNonce(GateError):  # >> ReplayedNonce [error exception exception_class]
    pass


class Door:
    pass


def fail(text):
    raise GateError(text)


def each(name):
    if name == "a":
        raise ValueError("name is too long: %s" % name)  # >> name is too long: * [error exception raised_message]
    if name == "b":
        raise GateError
    if name == "c":
        raise
    fail("signature does not match")  # >> signature does not match [error exception wrapper_call]


def of_classes_from_elsewhere(name, kind):
    if name == "a":
        raise NotFound("page %s is gone" % name)  # >> page * is gone [error exception raised_message]
    if name == "b":
        raise web.Conflict(409, "page was changed by another")  # >> page was changed by another [error exception raised_message]
    if name == "c":
        raise made("page has no title")  # >> page has no title [error exception wrapper_call]
    if name == "d":
        raise kind


def made(text):
    return ValueError(text)


# All arguments together are no text of the caller's: what is made of them hides no error.
def keep_note(*args):
    logging.error("jug was noted: %s" % args)  # >> jug was noted: * [error syslog direct_call]


class Spill(Exception):  # >> Spill [error exception exception_class]
    def __init__(self, *args):
        keep_note(*args)


def pour():
    raise Spill("jug is empty")  # >> jug is empty [error exception raised_message]


def wash(jug):
    try:
        jug.wash()
    except ValueError:
        logging.error("jug does not fit")  # >> jug does not fit [error syslog direct_call]
    except kitchen.Broken:
        logging.error("jug has a crack")  # >> jug has a crack [error syslog direct_call]
    except (OSError, KeyError):
        logging.error("no water for jugs")  # >> no water for jugs [error syslog direct_call]
    except Spill as spill:
        logging.error("jug was full: %s", spill)  # >> jug was full: * [error syslog direct_call]
