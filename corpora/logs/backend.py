#!/usr/bin/env python3
"""The application behind the captured web servers: backend.py PORT

It answers at once, but /app/slow takes three seconds, /app/broken hangs up, /app/error fails and
/app/big is long.
"""

import http.server
import sys
import time


class Application(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/app/broken":
            return
        if self.path == "/app/slow":
            time.sleep(3)
        body = b"x" * (3000000 if self.path == "/app/big" else 500)
        try:
            self.send_response(500 if self.path == "/app/error" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        except OSError:
            pass  # the web server no longer waits

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *_):
        """The captures are of the web server, not of this."""


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Application).serve_forever()
