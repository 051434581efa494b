"""What WeasyPrint may read: the fonts and pictures that it is handed, data URIs, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

Resource = tuple[bytes, str]


class Fetcher:
    """Answers for the addresses it was given, refuses all others, and counts the refusals.

    WeasyPrint goes on without what it could not read, sometimes without a word (fonts, anything within an
    SVG picture): so the count is looked at afterwards.
    """

    # WeasyPrint reads this of its own fetchers, to know whether an error must end the printing.
    _fail_on_errors = False

    def __init__(self, resources: Mapping[str, Resource]) -> None:
        self._resources = resources
        self.refused = 0

    def __call__(self, url: str) -> URLFetcherResponse:
        """The bytes behind an address, from memory."""
        if url[:5].lower() == "data:":
            return URLFetcher(allowed_protocols=["data"], allow_redirects=False).fetch(url)
        found = self._resources.get(url)
        if found is None:
            self.refused += 1
            message = "refused"
            raise ValueError(message)
        content, media_type = found
        return URLFetcherResponse(url, content, {"Content-Type": media_type})
