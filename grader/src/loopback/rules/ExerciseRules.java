package loopback.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Hints;
import loopback.course.Starters;
import loopback.engine.Engine;
import loopback.engine.compile.Submission;
import loopback.engine.verdict.Step;

/// What is demanded of an exercise and can be seen without running it.
///
/// What lies in a file that is missing is not asked about: that the file is missing is said once.
public final class ExerciseRules {

    private static final int MISTAKES = 6;
    private static final int STEPS = 3;

    private final Course course;
    private final Engine engine;

    public ExerciseRules(Course course, Engine engine) {
        this.course = course;
        this.engine = engine;
    }

    /// The rules of one exercise.
    public List<Rule> of(Exercise exercise) {
        var specification = course.specification(exercise);
        var starter = exercise.source(course.starters());
        var reference = exercise.source(course.references());
        var solutions = new SolutionRules(course, engine);
        var rules = new ArrayList<Rule>();
        Adding add =
                (sentence, needed, examination) -> {
                    if (needed.stream().allMatch(Files::exists)) {
                        rules.add(
                                Rule.of(
                                        exercise.id(),
                                        sentence,
                                        faults -> examination.of(exercise, faults)));
                    }
                };
        add.rule("its files are there", List.of(), this::isWhole);
        add.rule("it belongs to one lesson", List.of(), this::belongsToOneLesson);
        add.rule(
                "there are steps, numbered, and named by sentences",
                List.of(specification, reference),
                this::stepsAreNumbered);
        add.rule(
                "every step has a hint",
                List.of(specification, reference),
                this::everyStepHasAHint);
        add.rule(
                "the specification depends on what it may",
                List.of(specification),
                (_, faults) -> Dependencies.ofTest(specification, faults));
        add.rule(
                "the starter has one place to edit",
                List.of(starter),
                (_, faults) -> hasOnePlaceToEdit(starter, faults));
        add.rule(
                "starter and reference declare the same",
                List.of(starter, reference),
                this::starterAndReferenceDeclareTheSame);
        add.rule(
                "neither names another exercise",
                List.of(starter, reference),
                this::neitherNamesAnotherExercise);
        add.rule("there is another right solution", List.of(), this::thereIsAnAlternative);
        add.rule("there are enough mistakes", List.of(), this::thereAreEnoughMistakes);
        add.rule(
                "mistakes are well written",
                List.of(specification, reference),
                solutions::mistakesAreWellWritten);
        add.rule(
                "what mistakes quote is in the contract",
                List.of(reference),
                solutions::quotationsFit);
        add.rule(
                "every sentence of the contract is broken by a mistake",
                List.of(reference),
                solutions::everySentenceIsBroken);
        add.rule("it can be tried", List.of(reference), new Programs(course)::canBeTried);
        rules.add(UnfinishedDrafts.of(course, exercise));
        return rules;
    }

    private interface Adding {
        void rule(String sentence, List<Path> needed, Examination examination);
    }

    private interface Examination {
        void of(Exercise exercise, List<String> faults);
    }

    private String relative(Path file) {
        return course.root().relativize(file).toString().replace('\\', '/');
    }

    private void isWhole(Exercise exercise, List<String> faults) {
        for (var file :
                List.of(
                        course.specification(exercise),
                        exercise.source(course.references()),
                        exercise.source(course.starters()))) {
            if (!Files.exists(file)) {
                faults.add(relative(file) + " is missing");
            }
        }
    }

    private void belongsToOneLesson(Exercise exercise, List<String> faults) {
        var lessons =
                course.lessons().stream()
                        .filter(lesson -> lesson.exercises().contains(exercise))
                        .map(lesson -> relative(lesson.text()))
                        .toList();
        if (lessons.isEmpty()) {
            faults.add(
                    "no lesson names it: put it into the header of one, :exercises: " + exercise);
        } else if (lessons.size() > 1) {
            faults.add("it is in the headers of " + String.join(" and ", lessons));
        }
    }

    private void stepsAreNumbered(Exercise exercise, List<String> faults) {
        var steps = engine.steps(exercise);
        if (steps.size() < STEPS) {
            faults.add("a specification has " + STEPS + " steps or more, this one " + steps.size());
        }
        for (int i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            if (step.number() != i + 1) {
                faults.add(step.name() + " needs @Order(" + (i + 1) + ")");
            }
            if (!step.name().matches("[a-z0-9]+(_[a-z0-9]+)+")) {
                faults.add(step.name() + " is not a sentence in snake_case");
            }
            if (step.name().matches("(test|should)_.*|.*_should_.*")) {
                faults.add(step.name() + " says what should be; say what is");
            }
        }
    }

    private void everyStepHasAHint(Exercise exercise, List<String> faults) {
        if (course.lessons().stream().noneMatch(l -> l.exercises().contains(exercise))) {
            return; // Without a lesson there is no file of hints.
        }
        var file = course.lessonOf(exercise).hints();
        var section = relative(file) + ", == " + exercise.name();
        var hinted = Hints.of(course, exercise).steps();
        var steps = engine.steps(exercise).stream().map(Step::number).toList();
        var missing = new TreeSet<>(steps);
        missing.removeAll(hinted.keySet());
        if (!missing.isEmpty()) {
            faults.add(section + ": no hint for step " + words(missing));
        }
        hinted.forEach((step, hints) -> {
            if (!steps.contains(step)) {
                faults.add(section + ", === " + step + ": there is no such step");
            } else if (hints.isEmpty()) {
                faults.add(section + ", === " + step + " has no words");
            }
        });
    }

    private static String words(TreeSet<Integer> steps) {
        return String.join(", ", steps.stream().map(String::valueOf).toList());
    }

    private void hasOnePlaceToEdit(Path starter, List<String> faults) {
        if (!Starters.isStarter(FileIo.read(starter))) {
            faults.add("a starter throws exactly one \"TODO: …\"");
        }
    }

    private void starterAndReferenceDeclareTheSame(Exercise exercise, List<String> faults) {
        var starter = Submission.in(course.starters(), exercise);
        var reference = Submission.in(course.references(), exercise);
        engine.differences(reference, starter).stream()
                .map(each -> "the reference declares, and the starter does not:\n" + each)
                .forEach(faults::add);
        engine.differences(starter, reference).stream()
                .map(each -> "the starter declares, and the reference does not:\n" + each)
                .forEach(faults::add);
        var wanted = DocComments.of(exercise.source(course.references()));
        var found = DocComments.of(exercise.source(course.starters()));
        wanted.forEach((declaration, comment) -> {
            var other = found.getOrDefault(declaration, comment);
            if (!comment.equals(other)) {
                faults.add(
                        "the doc comment of "
                                + declaration
                                + " differs: "
                                + firstDifference(comment, other));
            }
        });
    }

    private static String firstDifference(String wanted, String found) {
        var left = wanted.lines().toList();
        var right = found.lines().toList();
        int line =
                IntStream.range(0, Math.max(left.size(), right.size()))
                        .filter(i -> !at(left, i).equals(at(right, i)))
                        .findFirst()
                        .orElse(0);
        return "the reference has\n  " + at(left, line) + "\nthe starter\n  " + at(right, line);
    }

    private static String at(List<String> lines, int line) {
        return line < lines.size() ? lines.get(line) : "(nothing)";
    }

    private void neitherNamesAnotherExercise(Exercise exercise, List<String> faults) {
        for (var sources : List.of(course.starters(), course.references())) {
            var file = exercise.source(sources);
            var text = FileIo.read(file);
            for (var other : course.exercises()) {
                boolean names =
                        !other.equals(exercise)
                                && other.packageName().equals(exercise.packageName())
                                && text.matches("(?s).*\\b" + other.name() + "[.(].*");
                if (names) {
                    faults.add(relative(file) + " uses " + other);
                }
            }
        }
    }

    private void thereIsAnAlternative(Exercise exercise, List<String> faults) {
        if (FileIo.list(course.alternatives(exercise)).isEmpty()) {
            faults.add(
                    "put one in " + relative(course.alternatives(exercise)) + "/HOW-IT-IS-BUILT/");
        }
    }

    private void thereAreEnoughMistakes(Exercise exercise, List<String> faults) {
        int mistakes = loopback.course.Mistake.files(course, exercise).size();
        if (mistakes < MISTAKES) {
            faults.add(mistakes + " of " + MISTAKES + " in " + relative(course.mistakes(exercise)));
        }
    }
}
