package loopback.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/// What the first page shows is what a person sees.
class ReadmeGate {

    @Test
    void the_check_that_it_shows_is_true() throws Exception {
        var transcripts = Transcript.in(Project.ROOT.resolve("README.adoc"));
        assertFalse(transcripts.isEmpty());
        for (var transcript : transcripts) {
            transcript.isTrue();
        }
    }
}
