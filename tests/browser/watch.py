"""Watches what pages do behind a reader's back."""

from urllib.parse import urlsplit

INLINE = ("data", "blob")


class Watch:
    """Collects the `problems` of every page in the contexts it follows."""

    def __init__(self, site: str):
        self.host = urlsplit(site).netloc
        self.problems = []

    def follow(self, context):
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.problems.append(str(error.error)))

    def _on_request(self, request):
        address = urlsplit(request.url)
        if address.netloc != self.host and address.scheme not in INLINE:
            self.problems.append(f"a request to another site: {request.url}")

    def _on_response(self, response):
        """The status of the page itself is what a test may be about."""
        if response.status >= 400 and response.request.resource_type != "document":
            self.problems.append(f"{response.status}: {response.url}")

    def _on_console(self, message):
        failed_to_load = message.text.startswith("Failed to load resource")
        if message.type == "error" and not failed_to_load:
            self.problems.append(f"{message.text} ({message.location['url']})")
