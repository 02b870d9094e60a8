# SPDX-FileCopyrightText: 2026 the authors of Koppel
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in for a single sign-on (oauth2-proxy): whoever has the cookie `user=NAME` is NAME, without it nobody.

NAME `none` is somebody whom it lets in without saying who it is, which no proxy may take for whom the browser says.
Usage: sign_on.py PORT
"""

import http.cookies
import http.server
import sys


class SignOn(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        user = http.cookies.SimpleCookie(self.headers.get("Cookie", "")).get("user")
        self.send_response(202 if user else 401)
        if user and user.value != "none":
            self.send_header("X-Auth-Request-Email", user.value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *words):
        pass


http.server.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), SignOn).serve_forever()
