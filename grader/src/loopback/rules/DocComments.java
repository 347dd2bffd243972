package loopback.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/// The doc comments of the public declarations of a source file, by what they belong to, in their
/// order: `HostPort`, `HostPort.parse(String text,int defaultPort)`.
final class DocComments {

    static Map<String, String> of(Path file) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            var task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    _ -> {},
                                    List.of(),
                                    null,
                                    files.getJavaFileObjects(file));
            var comments = new LinkedHashMap<String, String>();
            for (var unit : task.parse()) {
                new Scanner(DocTrees.instance(task), comments).scan(unit, null);
            }
            return comments;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {

        private final DocTrees trees;
        private final Map<String, String> comments;

        Scanner(DocTrees trees, Map<String, String> comments) {
            this.trees = trees;
            this.comments = comments;
        }

        @Override
        public Void visitClass(ClassTree type, Void nothing) {
            boolean isPublic =
                    type.getModifiers().getFlags().contains(Modifier.PUBLIC) || parentIsInterface();
            if (isPublic) {
                note(type.getSimpleName().toString());
                return super.visitClass(type, nothing);
            }
            return null;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            if (method.getModifiers().getFlags().contains(Modifier.PUBLIC) || parentIsInterface()) {
                note(method.getName() + "(" + method.getParameters() + ")");
            }
            return null;
        }

        @Override
        public Void visitVariable(VariableTree variable, Void nothing) {
            if (variable.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                note(variable.getName().toString());
            }
            return null;
        }

        private boolean parentIsInterface() {
            return Optional.ofNullable(getCurrentPath().getParentPath())
                    .map(TreePath::getLeaf)
                    .map(Tree::getKind)
                    .filter(kind -> kind == Tree.Kind.INTERFACE)
                    .isPresent();
        }

        private void note(String declaration) {
            var comment = trees.getDocComment(getCurrentPath());
            comments.put(within() + declaration, comment == null ? "" : comment.strip());
        }

        private String within() {
            var names = new StringBuilder();
            for (var path = getCurrentPath().getParentPath();
                    path != null && !(path.getLeaf() instanceof CompilationUnitTree);
                    path = path.getParentPath()) {
                if (path.getLeaf() instanceof ClassTree type) {
                    names.insert(0, type.getSimpleName() + ".");
                }
            }
            return names.toString();
        }
    }

    private DocComments() {}
}
