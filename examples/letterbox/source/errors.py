"""What the sorter refuses a letter for."""


class LetterError(Exception):
    """A letter that is not sorted. `reason` is for the log, `code` for the returned note."""

    reason = "letter refused"
    code = 500

    def __init__(self, letter, detail=""):
        super().__init__(f"{self.reason}: {detail}" if detail else self.reason)
        self.letter = letter


class MalformedLetter(LetterError):
    reason = "letter is malformed"
    code = 400


class UnknownRecipient(LetterError):
    reason = "nobody of that name has a letter box"
    code = 404


class SuspiciousLetter(LetterError):
    """Nobody writes such a letter by mistake."""

    reason = "letter looks like an attack"
    code = 403


class ForgedSum(SuspiciousLetter):
    reason = "check sum was forged"


class HeaderInjection(SuspiciousLetter):
    reason = "header injection in a letter"


class EscapingPath(SuspiciousLetter):
    reason = "letter would be moved out of the spool"
