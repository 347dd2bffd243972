package loopback.book;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// What a page takes from Java sources, as the compiler reads them.
final class JavaSources {

    /// A declaration that others may use.
    ///
    /// @param signature as it is written, without its body
    /// @param comment its doc comment, in Markdown with tags
    record Declaration(String signature, String comment) {}

    /// A test of a specification.
    ///
    /// @param sentence its name, as one reads it
    record Step(int number, String sentence, int points) {}

    /// The public declarations of a source, in its order; the first is the class.
    static List<Declaration> declarations(String source) {
        var found = new ArrayList<Declaration>();
        parse(source, (unit, trees) -> new Declarations(source, trees, found).scan(unit, null));
        return found;
    }

    /// The steps of a specification, in their order.
    static List<Step> steps(String specification) {
        var found = new ArrayList<Step>();
        parse(specification, (unit, _) -> new Steps(found).scan(unit, null));
        found.sort(Comparator.comparingInt(Step::number));
        return found;
    }

    private interface Use {
        void of(CompilationUnitTree unit, DocTrees trees);
    }

    private static void parse(String source, Use use) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var text = List.of(new Text(source));
            var options = List.of("-proc:none");
            var task = (JavacTask) compiler.getTask(null, files, _ -> {}, options, null, text);
            for (var unit : task.parse()) {
                use.of(unit, DocTrees.instance(task));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String source;

        Text(String source) {
            super(URI.create("string:///Source.java"), Kind.SOURCE);
            this.source = source;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
        }
    }

    private static final class Declarations extends TreePathScanner<Void, Void> {

        private final String source;
        private final DocTrees trees;
        private final List<Declaration> found;

        Declarations(String source, DocTrees trees, List<Declaration> found) {
            this.source = source;
            this.trees = trees;
            this.found = found;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            if (isPublic(type.getModifiers().getFlags())) {
                int start = start(type);
                add(source.substring(start, source.indexOf('{', start)));
                super.visitClass(type, nothing);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            // A record has a constructor that nobody wrote.
            boolean written = trees.getSourcePositions().getEndPosition(unit(), method) > 0;
            if (written && isPublic(method.getModifiers().getFlags())) {
                BlockTree body = method.getBody();
                add(source.substring(start(method), body == null ? end(method) - 1 : start(body)));
            }
            return null;
        }

        private boolean isPublic(java.util.Set<Modifier> modifiers) {
            return modifiers.contains(Modifier.PUBLIC)
                    || getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.INTERFACE;
        }

        private void add(String signature) {
            var comment = trees.getDocComment(getCurrentPath());
            found.add(
                    new Declaration(
                            signature.strip().replaceAll("\\n {4}", "\n"),
                            Objects.requireNonNullElse(comment, "").strip()));
        }

        private CompilationUnitTree unit() {
            return getCurrentPath().getCompilationUnit();
        }

        private int start(Tree tree) {
            return (int) trees.getSourcePositions().getStartPosition(unit(), tree);
        }

        private int end(Tree tree) {
            return (int) trees.getSourcePositions().getEndPosition(unit(), tree);
        }
    }

    private static final class Steps extends TreePathScanner<Void, Void> {

        private final List<Step> found;

        Steps(List<Step> found) {
            this.found = found;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            number(method, "Order")
                    .ifPresent(order -> {
                        int points = number(method, "Points").orElse(1);
                        found.add(new Step(order, sentence(method.getName().toString()), points));
                    });
            return null;
        }

        private static Optional<Integer> number(MethodTree method, String annotation) {
            return method.getModifiers().getAnnotations().stream()
                    .filter(each -> each.getAnnotationType().toString().equals(annotation))
                    .map(Steps::argument)
                    .findFirst();
        }

        private static Integer argument(AnnotationTree annotation) {
            var argument = annotation.getArguments().getFirst();
            var value = argument instanceof AssignmentTree set ? set.getExpression() : argument;
            return (Integer) ((LiteralTree) value).getValue();
        }

        private static String sentence(String name) {
            var words = name.replace('_', ' ');
            return Character.toUpperCase(words.charAt(0)) + words.substring(1);
        }
    }

    private JavaSources() {}
}
