"""Which addresses our machines may be made to call: the public internet, and nothing else.

Whoever owns a name decides what it resolves to, and may decide anew each time. So the name
is resolved once, every address found is judged, and the connection goes to the one judged.
"""

import socket
from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from foundation.database import refuse_inside_transaction
from foundation.webhooks.errors import AddressNotAllowed

IpAddress = IPv4Address | IPv6Address
Resolver = Callable[[str, int], list[str]]
"""Host and port to addresses; raises OSError where the name leads nowhere."""

# Beyond what `is_global` knows, which differs between versions of Python.
_REFUSED = {
    "a private network": (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "100.64.0.0/10",
        "fc00::/7",
        "fec0::/10",
    ),
    "this machine": ("127.0.0.0/8", "0.0.0.0/8", "::1/128", "::/128"),
    "a link-local or metadata address": (
        "169.254.0.0/16",
        "fe80::/10",
        "168.63.129.16/32",
        "192.0.0.0/24",
    ),
    "a multicast or reserved address": ("224.0.0.0/4", "240.0.0.0/4", "ff00::/8"),
    # These carry an IPv4 address inside, which somebody on the way would unpack.
    "an IPv4 address in disguise": (
        "::ffff:0:0/96",
        "::ffff:0:0:0/96",
        "::/96",
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
    ),
}
_NETWORKS = [
    (reason, ip_network(network)) for reason, networks in _REFUSED.items() for network in networks
]


def resolve(host: str, port: int) -> list[str]:
    refuse_inside_transaction()  # A name server may take its time.
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for _, _, _, _, address in found]


def reason_against(address: IpAddress) -> str:
    """Empty where it may be called."""
    for reason, network in _NETWORKS:
        if address in network:
            return reason
    return "" if address.is_global else "an address that is not public"


def judged(host: str, port: int, resolver: Resolver, *, loopback_allowed: bool) -> str:
    """The one address to connect to. One bad address among several refuses them all."""
    addresses = [ip_address(found.partition("%")[0]) for found in resolver(host, port)]
    for address in addresses:
        if loopback_allowed and address.is_loopback:
            continue
        if reason := reason_against(address):
            raise AddressNotAllowed(f"this leads to {reason}")
    if not addresses:
        raise OSError("no address")
    return str(addresses[0])
