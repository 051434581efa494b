"""Workers on other machines: a scheduler of Dask, by its address."""

from __future__ import annotations

import contextlib
import importlib
import ipaddress
import logging
from collections.abc import Iterator
from concurrent.futures import Executor
from urllib.parse import urlsplit

from letterforge.errors import MissingResourceError, UsageError

_SECONDS = 10  # to find the scheduler
_SECURE = "tls"


@contextlib.contextmanager
def executor_at(address: str, *, open_network: bool = False) -> Iterator[Executor]:
    """The executor of the scheduler at ``tls://host:port`` or ``tcp://host:port``.

    Certificates for TLS are those of Dask's own settings. What goes through ``tcp://`` can be read on its way: it is
    refused for any other machine unless ``open_network`` says that the network is nobody else's.

    Raises:
        UsageError: the address is none, or one that is refused.
        MissingResourceError: Dask is not installed, or nobody answers there.
    """
    scheme, host = _parted(address)
    if scheme != _SECURE and not _is_this_machine(host) and not open_network:
        message = (
            "the data of letters would go to another machine for all to read: give the scheduler TLS (tls://), "
            "or say with --open-network that nobody else is on this network"
        )
        raise UsageError(message)
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        message = "to use a cluster, install letterforge[cluster], which brings Dask"
        raise MissingResourceError(message) from None
    try:
        # What it logs of a connection is of no use to whoever makes letters, and says more than it should.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        client = distributed.Client(address, timeout=_SECONDS, set_as_default=False)
    except Exception as fault:  # noqa: BLE001  (of the network, of TLS, of versions that do not fit)
        message = f"no scheduler answers at {scheme}://{host} ({type(fault).__name__})"
        raise MissingResourceError(message) from None
    with contextlib.closing(client):
        # Each chunk is work of its own, even where two hold the same data.
        yield client.get_executor(pure=False, retries=1)


def _parted(address: str) -> tuple[str, str]:
    try:
        parts = urlsplit(address)
        sound = parts.scheme in (_SECURE, "tcp") and parts.hostname and parts.port and not parts.username
    except ValueError:
        sound = False
    if not sound or parts.hostname is None:
        message = "the address of a scheduler is tls://host:port, or tcp://host:port"
        raise UsageError(message)
    return parts.scheme, parts.hostname


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
