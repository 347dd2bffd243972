package loopback.grading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import loopback.course.CourseException;
import loopback.course.FileIo;
import loopback.course.Hash;
import loopback.intake.Student;

/// The folder that a grading leaves: `grading.json`, and one file per submission in `marks`.
///
/// Each is written whole, so that what was finished stays, whatever happens next. All reports are
/// made of these files.
public record Results(Path folder) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .addModule(new Jdk8Module())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.WRITE_DATES_WITH_ZONE_ID)
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build();

    /// Names that Windows does not allow for files.
    private static final Pattern RESERVED =
            Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    /// Bytes, so that there is room for the endings of files and of those that are being written.
    private static final int LONGEST = 100;

    /// The marks of one student.
    public Path marksOf(Student student) {
        return folder.resolve("marks").resolve(fileName(student) + ".json");
    }

    /// The folder of what one student may see.
    public Path of(Student student) {
        return folder.resolve("students").resolve(fileName(student));
    }

    /// A name for the files of a student: the id, where every file system takes it as it is, and
    /// otherwise what can be read of it, with a part of its hash that tells it from others.
    public static String fileName(Student student) {
        var id = student.id();
        var plain = id.replaceAll("[^\\p{L}\\p{N}@._+= -]", "-").replaceFirst("^[. -]+", "");
        var safe = RESERVED.matcher(plain).matches() ? plain + "-" : plain;
        while (safe.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            safe = safe.substring(0, safe.offsetByCodePoints(safe.length(), -1));
        }
        safe = safe.replaceFirst("[. ]+$", "");
        return safe.equals(id) ? id : safe + "-" + Hash.of(List.of(id)).substring(0, 12);
    }

    public void write(Marks marks) {
        write(marksOf(marks.student()), marks);
    }

    /// Writes what all marks have in common; the marks themselves have files of their own.
    public void write(Grading grading) {
        write(gradingFile(), grading);
    }

    /// The marks of that student, if there are any.
    public Optional<Marks> read(Student student) {
        var file = marksOf(student);
        return Files.exists(file) ? Optional.of(read(file, Marks.class)) : Optional.empty();
    }

    /// What all marks have in common, if anything was graded yet; without the marks.
    Optional<Grading> readGrading() {
        return areThere() ? Optional.of(read(gradingFile(), Grading.class)) : Optional.empty();
    }

    /// Whether anything was graded yet.
    public boolean areThere() {
        return Files.exists(gradingFile());
    }

    /// Everything that is there.
    public Grading read() {
        if (!areThere()) {
            throw new CourseException(
                    folder
                            + " holds no grading.json: name the folder that ./course grade --out"
                            + " has filled");
        }
        return read(gradingFile(), Grading.class).with(marks());
    }

    private List<Marks> marks() {
        return FileIo.list(folder.resolve("marks")).stream()
                .filter(file -> file.getFileName().toString().matches("[^.].*\\.json"))
                .map(file -> read(file, Marks.class))
                .toList();
    }

    private Path gradingFile() {
        return folder.resolve("grading.json");
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return MAPPER.readValue(FileIo.read(file), type);
        } catch (JsonProcessingException e) {
            var place = e.getLocation() == null ? "" : " line " + e.getLocation().getLineNr();
            throw new CourseException(
                    file
                            + place
                            + " is damaged ("
                            + e.getOriginalMessage()
                            + "): move it away, and grade again",
                    e);
        }
    }

    private static void write(Path file, Object value) {
        try {
            FileIo.write(file, MAPPER.writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
