"""Constants that functions make, whoever asks for them first."""
import logging


def made():
    return "the door was forced open"


DOOR = made()
DOORS = ["the doors are all shut", DOOR]


def nothing():
    pass


def asks_before_its_callees_are_read():
    logging.error(DOOR)  # >> the door was forced open [error syslog returned_string]


def asks_later(at):
    nothing()
    logging.error(DOOR)  # >> the door was forced open [error syslog returned_string]
    logging.error(DOORS[at])  # >> the doors are all shut [error syslog error_table] >> the door was forced open [error syslog returned_string]


def prints_what_it_makes():
    logging.error(GATE)  # >> the gate was left open [error syslog returned_string]
    return "the gate was left open"


GATE = prints_what_it_makes()


def asks_of_the_circle():
    logging.error(GATE)  # >> the gate was left open [error syslog returned_string]


# One that a function gives another value is open; a function's own of the same name is another.
HOST = "localhost"
MODE = "quiet"


def lights():
    logging.error("lamp of %s is out", HOST)  # >> lamp of localhost is out [error syslog direct_call] >> lamp of * is out [error syslog direct_call]
    logging.error("lamp is in %s mode", MODE)  # >> lamp is in quiet mode [error syslog direct_call]


def moves(host, mode):
    global HOST
    HOST = host
    MODE = mode
    return MODE
