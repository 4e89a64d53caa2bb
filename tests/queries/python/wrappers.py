"""Functions and methods that pass a text on."""
import logging
from logging import error


class Handler:
    logger = logging.getLogger("handler")
    replies = {1: "quota exceeded", 2: "account locked"}

    def __init__(self):
        self.log = logging.getLogger("own")

    def warn_user(self, text, *values):
        self.log.warning("user: " + text, *values)  # >> user: * [warning syslog direct_call]

    def respond(self, text):
        self.logger.info(text)

    def handle(self, name, code):
        self.warn_user("path %s is outside", name)  # >> path * is outside [warning syslog wrapper_call]
        self.respond("550 Not enough privileges")  # >> 550 Not enough privileges [info syslog wrapper_call]
        self.respond(text="551 Named argument")  # >> 551 Named argument [info syslog wrapper_call]
        self.logger.error(self.replies[code])  # >> quota exceeded [error syslog error_table] >> account locked [error syslog error_table]


def report(message, level="info"):
    logging.error("report: %s", message)  # >> report: * [error syslog direct_call]


class Session:
    def log(self, text, print_with=logging.info):
        print_with(f"peer: {text}")  # >> peer: * [info syslog direct_call]

    def close(self):
        self.log("session was hijacked")  # >> session was hijacked [info syslog wrapper_call]


def caller():
    report("token was replayed")  # >> token was replayed [error syslog wrapper_call]


def fail_with(text: str, *values: object, level: int = logging.INFO):
    logging.error(text, *values)


def describe(code):
    return ["reply was cut", "reply was late"][code]


async def wait(name, options):
    fail_with("key %s was copied", name)  # >> key * was copied [error syslog wrapper_call]
    fail_with("lock was picked", **options)  # >> lock was picked [error syslog wrapper_call]
    error(describe(name))  # >> reply was cut [error syslog returned_string] >> reply was late [error syslog returned_string]
    logging.error("guest waits: %s", await name)  # >> guest waits: * [error syslog direct_call]


class Peephole:


