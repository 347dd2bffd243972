package loopback.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import loopback.course.Exercise;
import loopback.engine.compile.Submission;
import loopback.engine.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A machine on which much of one address is in use, and nothing of the others.
class BusyPortsGate {

    private static final int BUSY = 2_000;
    private static final int CHECKS = 8;

    private final List<Socket> sockets = new ArrayList<>();

    @Test
    @EnabledOnOs(OS.LINUX) // Elsewhere 127.0.0.2 is most often no address of the machine.
    void a_step_that_needs_a_port_on_several_addresses_finds_one() throws IOException {
        var address = InetAddress.ofLiteral("127.0.0.2");
        for (int i = 0; i < BUSY; i++) {
            var socket = new Socket();
            sockets.add(socket);
            socket.bind(new InetSocketAddress(address, 0));
        }

        var dialer = Submission.in(Project.COURSE.references(), Exercise.of("tcp/Dialer"));
        for (int i = 0; i < CHECKS; i++) {
            var verdict = Project.ENGINE.check(dialer);
            var failed = verdict.tests().stream().filter(test -> !test.passed()).toList();
            assertEquals(List.of(), failed.stream().map(Verdict.Test::message).toList());
        }
    }

    @AfterEach
    void let_them_go() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
