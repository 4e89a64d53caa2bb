"""Methods and fields of classes, their own and those of their bases."""
import logging
from typing import cast


class Animal:
    """A base that logs for its children."""

    prefix = "animal: "
    # Each class may say it differently, so the text is found where it is written.
    noise = "animal makes no noise"  # >> animal makes no noise [error syslog built_string]
    food = {"dog": "no bones are left", "cat": "no milk is left"}

    def __init__(self, name):
        self.name = name
        self._log = logging.getLogger(name)

    def warn(self, text, *args):
        self._log.warning(text, *args)

    def _fail(self, message, *, code=1, hint=None):
        self._log.error(self.prefix + message)

    @property
    def log(self):
        return self._log

    @classmethod
    def shout(cls, text):
        logging.critical(text)


class Dog(Animal):
    prefix = "dog: "
    noise = "dog barks at nothing"  # >> dog barks at nothing [error syslog built_string]

    def bark(self, name):
        self.warn("bone of %s is gone", name)  # >> bone of * is gone [warning syslog wrapper_call]
        self._fail("tail is stuck", code=2)  # >> tail is stuck [error syslog wrapper_call]
        self._fail(message="tail is caught", hint="look in the door")  # >> tail is caught [error syslog wrapper_call]
        self.shout("dog ran away")  # >> dog ran away [critical syslog wrapper_call]
        Dog.shout("dog is asleep")  # >> dog is asleep [critical syslog wrapper_call]
        Animal.warn(self, "dog is old")  # >> dog is old [warning syslog wrapper_call]
        self._log.error(self.noise)
        self._log.error(self.food[name])  # >> no bones are left [error syslog error_table] >> no milk is left [error syslog error_table]
        self.log.error("dog has fleas")  # >> dog has fleas [error syslog direct_call]
        cast(object, self._log).error("dog bit the porter")  # >> dog bit the porter [error syslog direct_call]

    def warn(self, text, *args):
        super().warn("dog " + text, *args)


class Fish:
    """A method of the same name in another class is another method."""

    def warn(self, text):
        self.bubbles = text

    def swim(self, pond, query):
        self.warn("fish says nothing of this")
        query.fail("select fish from ponds")
        pond.add_option("--how many fish", "how many fish there are")


class Tank:
    """What is kept in a field is printed elsewhere."""

    def __init__(self):
        self.error = None
        self.label = "tank of the porter"

    def fill(self, litres):
        if litres > 9:
            self.error = "tank has run over"  # >> tank has run over [error syslog built_string]
        elif litres:
            self.error = "tank holds %d litres" % litres  # >> tank holds * litres [error syslog built_string]

    def report(self):
        logging.error(self.error)


class Pond:
    def __init__(self):
        self.error = "pond is not tank"


class Whistle:
    @staticmethod
    def blow(text, error=None):
        logging.info(text)

    def sleep(self):
        Whistle.blow("whistle was blown")  # >> whistle was blown [info syslog wrapper_call]
        self.blow("whistle was heard")  # >> whistle was heard [info syslog wrapper_call]


class Keeper:
    def excuse(self):
        return "kennel was closed early"


def ask(someone, log):
    logging.error("no answer: %s", someone.excuse())  # >> no answer: * [error syslog direct_call]
    logging.error("keeper says: %s", Keeper().excuse())  # >> keeper says: kennel was closed early [error syslog returned_string]
