"""Functions in functions: they see the names of the function around them, and run later, perhaps."""
import functools
import logging

log = logging.getLogger(__name__)


def retried(what, times):
    """A decorator with arguments."""
    why = "kettle did not boil"

    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except OSError:
                log.error("cannot do %s", what)  # >> cannot do * [error syslog direct_call]
                log.warning(why)  # >> kettle did not boil [warning syslog direct_call]
                raise
        return wrapper

    return decorate


@retried("kettle was put on", 3)  # >> kettle was put on [error syslog wrapper_call]
def boil(water):
    def fail(text):
        raise ValueError(text)

    if not water:
        fail("kettle has no water")  # >> kettle has no water [error exception wrapper_call]


def outer(text, count):
    def inner():
        log.error(text)

    if count:
        inner()


def callers():
    outer("spoon is bent", 1)  # >> spoon is bent [error syslog wrapper_call]
    on_done(report_done)
    when_ready(lambda: log.info("tea is ready"))  # >> tea is ready [info syslog direct_call]


def on_done(callback):
    callback("tea was poured")  # >> tea was poured [info syslog wrapper_call]


def report_done(text):
    log.info(text)


def returned_text(code):
    def text():
        return "cup has no handle"

    if code:
        return "cup has a crack"
    return text


def shown(code):
    log.error(returned_text(code))  # >> cup has a crack [error syslog returned_string]


def hidden(query):
    def run(statement):
        return query(statement)

    run("select tea from cups")
    return run("delete from cups")


# A name that a function shares with its file, and one that is its own.
trouble = None


def steep(minutes):
    global trouble
    if minutes > 9:
        trouble = "tea is bitter now"  # >> tea is bitter now [error syslog built_string]


def steep_alone(minutes):
    trouble = "tea is for one"
    return trouble


def complain():
    log.error(trouble)


class Bell:
    def tell(self, text):
        self.last = text


class Drum:
    def tell(self, text):
        self.last = text


class Horn:
    def tell(self, text):
        self.last = text


class Pipe:
    def tell(self, text):
        self.last = text


class Gate:
    """A function in a method sees the method's object, also where other classes have such methods."""

    def tell(self, text):
        log.error(text)

    def watch(self):
        def later():
            self.tell("hinge is loose")  # >> hinge is loose [error syslog wrapper_call]

        on_done(later)
