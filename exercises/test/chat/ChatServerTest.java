package chat;

import kit.Listener;
import kit.Peer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

class ChatServerTest {

    private static final int ENOUGH = 10_000;

    @Test
    @Order(1)
    void what_one_says_all_see() throws Exception {
        try (var listener = Listener.open();
                var _ = ChatServer.start(listener, ENOUGH);
                var alice = Peer.connect("alice", listener);
                var bob = Peer.connect("bob", listener)) {
            alice.sends("JOIN alice\n");
            alice.receives("JOINED alice\n");
            bob.sends("JOIN bob\n");
            bob.receives("JOINED bob\n");
            bob.sends("MSG hello\n");
            bob.receives("MSG bob hello\n");
            alice.receives("JOINED bob\nMSG bob hello\n");
        }
    }
}
