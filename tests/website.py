"""Somebody else's web site, on a loopback host, for tests of what is fetched."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@contextmanager
def running() -> Iterator["Website"]:
    """A web site for as long as this lasts."""
    with Website(("127.0.0.1", 0), Answering) as site:
        thread = Thread(target=site.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            site.shutdown()
            thread.join()


class Website(ThreadingHTTPServer):
    """It answers as a test says: `site.pages["/"] = (status, headers, content)`.

    Content that is an iterator is sent piece by piece. `asked` are the requests, each with its
    headers.
    """

    daemon_threads = True

    def __init__(self, *args):
        super().__init__(*args)
        self.pages, self.asked = {}, []
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}"


class Answering(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, content = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        for piece in [content] if isinstance(content, bytes) else content:
            try:
                self.wfile.write(piece)
                self.wfile.flush()
            except OSError:  # whoever asked has heard enough
                return

    def log_message(self, *args):
        pass
