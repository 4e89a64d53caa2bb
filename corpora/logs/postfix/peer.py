#!/usr/bin/env python3
"""The mail server of another company: peer.py PORT

It takes mail for anybody, but knows no nobody@, is full for full@, asks to come back for later@, answers
slow@ after two seconds and hangs up on drop@.
"""

import socketserver
import sys
import time

ANSWERS = {
    "nobody": "550 5.1.1 no such user",
    "full": "452 4.2.2 mailbox full",
    "later": "450 4.7.1 greylisted, try again",
}


class Peer(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 mail.shop.example ready")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT":
                user = line.decode().partition("<")[2].partition("@")[0]
                if user == "drop":
                    return
                time.sleep(2 if user == "slow" else 0)
                self.say(ANSWERS.get(user, "250 2.1.5 ok"))
            elif word == b"DATA":
                self.say("354 go on")
                for text in self.rfile:
                    if text == b".\r\n":
                        break
                self.say("250 2.0.0 taken")
            elif word == b"QUIT":
                return self.say("221 2.0.0 goodbye")
            else:
                self.say("250 ok")


socketserver.ThreadingTCPServer(("127.0.0.1", int(sys.argv[1])), Peer).serve_forever()
