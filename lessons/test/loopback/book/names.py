# Prints those of the given names that neither socket nor socketserver has.
import socket, socketserver, sys

server_classes = [c for c in vars(socketserver).values() if isinstance(c, type)]
handler = {"request", "client_address", "server", "rfile", "wfile", "socket", "RequestHandlerClass", "server_address"}
# Not on every build of Python, and one that only tutorials have.
elsewhere = {"AF_CAN", "CAN_RAW", "CAN_BCM", "AF_RDS", "IPPROTO_IGMP", "IP_HDRINCL", "SOCK_RAM"}

for name in sys.stdin.read().split():
    places = [socket, socket.socket, socketserver, *server_classes]
    if name not in handler | elsewhere and not any(hasattr(place, name) for place in places):
        print(name)
