package loopback.proof;

import java.io.IOException;

/// A program that keeps one core busy until its standard input ends: with whoever started it, at the
/// latest.
public final class Spinner {

    public static void main(String[] args) throws IOException {
        Thread.ofPlatform().daemon().name("spinner").start(Spinner::spin);
        System.in.readAllBytes();
        Runtime.getRuntime().halt(0);
    }

    private static void spin() {
        while (true) {
            Thread.onSpinWait();
        }
    }

    private Spinner() {}
}
