package loopback.gate;

import java.util.stream.Stream;
import loopback.rules.TreeRules;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The tree is the manifest: what lies in it belongs to something.
class TreeGate {

    @TestFactory
    Stream<DynamicTest> the_tree() {
        return new TreeRules(Project.COURSE).all().stream().map(Project::check);
    }
}
