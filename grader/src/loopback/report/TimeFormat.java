package loopback.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Times as people write them, always with their zone.
final class TimeFormat {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss VV", Locale.ROOT);

    static String words(ZonedDateTime time) {
        return FORMAT.format(time);
    }

    static String words(Instant time, ZoneId zone) {
        return FORMAT.format(time.atZone(zone));
    }

    /// Such as `1 d 3 h`, `3 h 20 min`, `20 min` or `5 s`.
    static String words(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toMinutes() > 0
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }

    private TimeFormat() {}
}
