package loopback.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordingFile;

/// What the parts of a grading took, as the grader has told the Flight Recorder: seconds from begin
/// to end, and seconds of processors, by part.
record Phases(Map<String, Double> seconds, Map<String, Double> processorSeconds) {

    private static final String EVENT = "loopback.Phase";

    /// What makes the command record them in `file`.
    static String options(Path file) {
        return "-Dcourse.phases=true -XX:StartFlightRecording:settings=none,filename=" + file;
    }

    static Phases read(Path file) throws IOException {
        var parts = new Phases(new TreeMap<>(), new TreeMap<>());
        for (var event : RecordingFile.readAllEvents(file)) {
            if (event.getEventType().getName().equals(EVENT)) {
                var part = event.getString("part");
                parts.seconds.merge(part, event.getDuration().toNanos() / 1e9, Double::sum);
                double processor = event.getDuration("processorTime").toNanos() / 1e9;
                parts.processorSeconds.merge(part, processor, Double::sum);
            }
        }
        return parts;
    }

    double seconds(String part) {
        return seconds.getOrDefault(part, 0.0);
    }

    double processorSeconds(String part) {
        return processorSeconds.getOrDefault(part, 0.0);
    }
}
