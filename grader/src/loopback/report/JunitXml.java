package loopback.report;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import loopback.grading.Marks;
import loopback.marks.ExerciseMarks;
import loopback.marks.StepMarks;

/// The XML that most build servers read: a suite per exercise, a case per step.
///
/// It has no properties and no host name, and points have no place in it.
final class JunitXml {

    private final XMLStreamWriter xml;

    private JunitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static String of(Feedback feedback) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            new JunitXml(xml).write(feedback.title(), feedback.marks());
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text + "\n";
    }

    private void write(String title, Marks marks) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuites");
        xml.writeAttribute("name", title);
        counts(marks.exercises());
        for (var exercise : marks.exercises()) {
            xml.writeCharacters("\n");
            suite(exercise);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void suite(ExerciseMarks exercise) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", exercise.exercise());
        counts(List.of(exercise));
        for (var step : exercise.steps()) {
            xml.writeCharacters("\n  ");
            test(exercise, step);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
    }

    private void counts(List<ExerciseMarks> exercises) throws XMLStreamException {
        var steps = exercises.stream().flatMap(exercise -> exercise.steps().stream()).toList();
        xml.writeAttribute("tests", "" + steps.size());
        for (var kind : List.of("failure", "error", "skipped")) {
            long count = steps.stream().filter(step -> kind(step).equals(kind)).count();
            xml.writeAttribute(kind.equals("skipped") ? kind : kind + "s", "" + count);
        }
        var seconds = exercises.stream().mapToDouble(ExerciseMarks::seconds).sum();
        xml.writeAttribute("time", String.format(Locale.ROOT, "%.3f", seconds));
    }

    private void test(ExerciseMarks exercise, StepMarks step) throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("name", step.name());
        xml.writeAttribute("classname", exercise.exercise().replace('/', '.'));
        if (!step.passed()) {
            xml.writeStartElement(kind(step));
            xml.writeAttribute("message", firstLine(exercise, step));
            if (!kind(step).equals("skipped")) {
                xml.writeAttribute("type", step.status().words());
            }
            xml.writeCharacters(Feedback.details(exercise, step));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String firstLine(ExerciseMarks exercise, StepMarks step) {
        return Feedback.details(exercise, step).lines().findFirst().orElse(step.status().words());
    }

    /// The element that says how a step ended; empty for one that passed.
    private static String kind(StepMarks step) {
        return switch (step.status()) {
            case PASSED -> "";
            case FAILED -> "failure";
            case TIMED_OUT, ENDED_THE_JVM -> "error";
            case NOT_RUN -> "skipped";
        };
    }
}
