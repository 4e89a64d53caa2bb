"""Visiting cards that guests hand in."""

import logging

log = logging.getLogger("greeter")


class CardError(Exception):
    """A card that nobody should accept."""


def read(card):
    if card.count(";") != 2:
        raise CardError("card has %d fields instead of 3" % (card.count(";") + 1))
    name, house, seal = card.split(";")
    if seal != str(len(name) + len(house)):
        log.error("seal on the card of %s is forged", name)
        return None
    log.info("card of %s accepted", name)
    return name
