package loopback.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import loopback.marks.ExerciseMarks;
import loopback.picture.SequenceDiagram;

/// The HTML pages. Their templates were compiled with the rest: a value is escaped for the place
/// where it stands, and one that stands in an unsafe place does not compile.
final class HtmlPages {

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    HtmlPages.class.getClassLoader(),
                    HtmlPages.class.getPackageName());

    static String of(Feedback feedback) {
        return page("feedback.jte", feedback);
    }

    static String of(Summary summary) {
        return page("summary.jte", summary);
    }

    static String of(ExerciseMarks exercise) {
        return page("verdict.jte", exercise);
    }

    static String of(SequenceDiagram picture) {
        return page("picture.jte", picture);
    }

    private static String page(String template, Object model) {
        var page = new StringOutput();
        ENGINE.render(template, model, page);
        return page.toString();
    }

    private HtmlPages() {}
}
