"""Error classes that carry their text themselves: what they hand to their base, keep, or give."""


class WellError(Exception):  # >> WellError [error exception exception_class]
    """A base of this program's own; this is no message."""

    code = "well_error"
    message = "well has trouble"  # >> well has trouble [error exception exception_class]


class DryWell(WellError):  # >> DryWell [error exception exception_class]
    def __init__(self, depth):
        super().__init__(f"well is dry at {depth}")  # >> well is dry at * [error exception raised_message]


class DeepWell(WellError):  # >> DeepWell [error exception exception_class]
    def __init__(self, depth):
        WellError.__init__(self, "well is deeper than %d" % depth)  # >> well is deeper than * [error exception raised_message]


class FoulWell(WellError):  # >> FoulWell [error exception exception_class]
    def __init__(self, reason):
        self.reason = reason

    def __str__(self):
        return "well is foul: %s" % self.reason  # >> well is foul: * [error exception exception_class]


class LostWell(WellError):  # >> LostWell [error exception exception_class]
    default_detail = _("nobody knows the well")  # >> nobody knows the well [error exception exception_class]
    msg_fmt = "well %(name)s is not on the map"  # >> well * is not on the map [error exception exception_class]


class Bucket:
    """Not an error: its texts are its own affair."""

    message = "bucket has a hole"

    def __init__(self, size):
        super().__init__("bucket of that size")

    def __str__(self):
        return "bucket is here"


def draw(depth, kind):
    if depth > 9:
        raise DryWell(depth)
    if depth > 8:
        raise FoulWell("well smells of cheese")  # >> well smells of cheese [error exception raised_message]
    if depth > 7:
        raise WellError(404, "well is not here")  # >> well is not here [error exception raised_message]
    error = KeyError("rope is too short")  # >> rope is too short [error exception raised_message]
    if depth > 6:
        raise error
    return kind("rope of the well")
