package loopback.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import loopback.course.Course;
import loopback.course.Exercise;
import loopback.course.FileIo;
import loopback.course.Mistake;
import loopback.engine.compile.Submission;
import loopback.engine.verdict.Verdict;

/// What the course says that a check finds in one submission: that it passes, or that a mistake is
/// caught in the steps that its header names, and recognised.
public final class Claim {

    private enum Subject {
        RIGHT_ANSWER,
        STARTER,
        MISTAKE,
        PAIR
    }

    private final Exercise exercise;
    private final Subject subject;
    private final String name;
    private final Supplier<Submission> submission;
    private final Function<Verdict, Judgement> judge;
    private final String demand;

    /// @param demand what is demanded of the verdict beside what the name says, in any words that
    ///     change when it does
    private Claim(
            Exercise exercise,
            Subject subject,
            String name,
            Supplier<Submission> submission,
            Function<Verdict, Judgement> judge,
            String demand) {
        this.exercise = exercise;
        this.subject = subject;
        this.name = name;
        this.submission = submission;
        this.judge = judge;
        this.demand = demand;
    }

    /// That the reference passes.
    public static Claim ofReference(Course course, Exercise exercise) {
        return new Claim(
                exercise,
                Subject.RIGHT_ANSWER,
                "the reference passes",
                () -> Submission.in(course.references(), exercise),
                Judge::passes,
                "");
    }

    /// That the starter fails in every step, and is not told what it did wrong: nothing was done yet.
    public static Claim ofStarter(Course course, Exercise exercise) {
        return new Claim(
                exercise,
                Subject.STARTER,
                "the starter fails everywhere",
                () -> Submission.in(course.starters(), exercise),
                Judge::failsEverywhere,
                "");
    }

    /// That each alternative passes.
    public static List<Claim> ofAlternatives(Course course, Exercise exercise) {
        return FileIo.list(course.alternatives(exercise)).stream()
                .map(folder ->
                        new Claim(
                                exercise,
                                Subject.RIGHT_ANSWER,
                                "alternative " + folder.getFileName() + " passes",
                                () -> Submission.inFolder(folder, exercise),
                                Judge::passes,
                                ""))
                .toList();
    }

    /// That each mistake is caught.
    public static List<Claim> ofMistakes(Course course, Exercise exercise) {
        return Mistake.of(course, exercise).stream()
                .map(mistake -> ofMistake(course, exercise, mistake))
                .toList();
    }

    /// That a mistake fails the steps in its header and no others, and gets the diagnosis in its
    /// header, or none if the header has none.
    public static Claim ofMistake(Course course, Exercise exercise, Mistake mistake) {
        var reference = exercise.source(course.references());
        return new Claim(
                exercise,
                Subject.MISTAKE,
                "mistake " + mistake.name() + " is caught",
                () -> Submission.of(exercise, mistake.applyTo(FileIo.read(reference))),
                verdict -> Judge.isCaught(mistake, verdict),
                demand(mistake));
    }

    /// That two mistakes which one learner can make at the same time do not get more points than
    /// either alone, and that their diagnosis is the one of the first or of the second, or none.
    public static List<Claim> ofPairs(Course course, Exercise exercise) {
        var pairs = pairs(course, exercise, Mistake.of(course, exercise));
        return pairs.stream().map(pair -> ofPair(exercise, pair)).toList();
    }

    /// The same for at most `number` pairs; a seed and a list of mistakes always give the same ones.
    static List<Claim> ofSomePairs(
            Course course, Exercise exercise, List<Mistake> mistakes, int number, long seed) {
        var pairs = new ArrayList<>(pairs(course, exercise, mistakes));
        Collections.shuffle(pairs, new Random(seed));
        return pairs.stream().limit(number).map(pair -> ofPair(exercise, pair)).toList();
    }

    private static List<MistakePair> pairs(
            Course course, Exercise exercise, List<Mistake> mistakes) {
        return MistakePair.of(mistakes, FileIo.read(exercise.source(course.references())));
    }

    private static Claim ofPair(Exercise exercise, MistakePair pair) {
        return new Claim(
                exercise,
                Subject.PAIR,
                pair.name() + " is no better",
                () -> Submission.of(exercise, pair.source()),
                verdict -> Judge.isNoBetter(pair, verdict),
                demand(pair.first()) + demand(pair.second()));
    }

    private static String demand(Mistake mistake) {
        return mistake.perhaps() + mistake.failing();
    }

    public Exercise exercise() {
        return exercise;
    }

    /// The claim as a sentence, without the exercise.
    public String name() {
        return name;
    }

    /// Whether it is about two mistakes at the same time.
    public boolean isPair() {
        return subject == Subject.PAIR;
    }

    /// Whether it is about a mistake or two.
    boolean isOfWrongAnswer() {
        return subject == Subject.MISTAKE || subject == Subject.PAIR;
    }

    String demand() {
        return demand;
    }

    public Submission submission() {
        return submission.get();
    }

    /// Compares a verdict with the claim.
    public Judgement judge(Verdict verdict) {
        return judge.apply(verdict);
    }

    @Override
    public String toString() {
        return exercise + ": " + name;
    }
}
