package loopback.mutation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.pitest.mutationtest.config.PluginServices;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.tooling.EntryPoint;
import org.pitest.testapi.TestGroupConfig;
import org.pitest.util.Glob;
import org.pitest.util.Verbosity;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// A run of PIT on the reference of one exercise.
///
/// PIT starts the JVMs of the steps from its own, so they are of the same JDK.
record Pit(Exercise exercise, Path reports) {

    /// A step that hangs is given up by the kit. The clock is for what hangs elsewhere.
    private static final long TIMEOUT_MILLIS = 60_000;

    /// The changes that PIT recommends, and those of conditions to always and never.
    private static final List<String> MUTATORS = List.of("STRONGER");

    /// As in a check; and what the leak check needs.
    private static final List<String> JVM =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED");

    /// What came of it: the mutants, and how many steps were run on them.
    record Outcome(List<Mutant> mutants, long runs) {}

    Outcome run() throws Exception {
        var folder = reports.resolve(exercise.packageName()).resolve(exercise.name());
        Files.createDirectories(folder);
        var result =
                new EntryPoint()
                        .execute(
                                exercise.root().toFile(),
                                options(folder),
                                PluginServices.makeForContextLoader(),
                                Map.of());
        if (result.getError().isPresent()) {
            throw result.getError().get();
        }
        var statistics = result.getStatistics().orElseThrow().getMutationStatistics();
        return new Outcome(
                mutants(folder.resolve("mutations.xml")), statistics.getNumberOfTestsRun());
    }

    private ReportOptions options(Path folder) {
        var options = new ReportOptions();
        options.setReportDir(folder.toString());
        options.setShouldCreateTimestampedReports(false);
        options.addOutputFormats(List.of("XML"));
        options.setVerbosity(Verbosity.SILENT);
        options.setSourceDirs(List.of(exercise.root().resolve("solutions/src")));
        options.setClassPathElements(classPath());
        options.setTargetClasses(List.of(exercise.className(), exercise.className() + "$*"));
        options.setTargetTests(List.of(new Glob(exercise.specificationName())));
        options.setGroupConfig(new TestGroupConfig());
        options.setMutators(MUTATORS);
        options.setDetectInlinedCode(true); // A finally block is compiled once for each way out.
        options.setNumberOfThreads(2);
        options.setTimeoutConstant(TIMEOUT_MILLIS);
        options.addChildJVMArgs(JVM);
        // What a mutant leaves behind, a thread that spins, say, is not to kill the next.
        options.setMutationUnitSize(1);
        options.setFailWhenNoMutations(true);
        options.setSkipFailingTests(false);
        return options;
    }

    /// PIT looks for what it is to change, and for tests, in folders only.
    private List<String> classPath() {
        var own = System.getProperty("java.class.path").split(File.pathSeparator);
        var folders =
                Stream.of("solutions/target/classes", "exercises/target/test-classes")
                        .map(folder -> exercise.root().resolve(folder).toString());
        return Stream.concat(folders, Stream.of(own)).toList();
    }

    private List<Mutant> mutants(Path report)
            throws IOException, SAXException, ParserConfigurationException {
        var lines = Files.readAllLines(exercise.source());
        var mutations =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(report.toFile())
                        .getElementsByTagName("mutation");
        var mutants = new ArrayList<Mutant>();
        for (int i = 0; i < mutations.getLength(); i++) {
            var mutation = (Element) mutations.item(i);
            int number = Integer.parseInt(text(mutation, "lineNumber"));
            var mutator = text(mutation, "mutator");
            mutants.add(
                    new Mutant(
                            number,
                            lines.get(number - 1).strip(),
                            mutator.substring(mutator.lastIndexOf('.') + 1),
                            text(mutation, "description"),
                            mutation.getAttribute("status")));
        }
        return mutants;
    }

    private static String text(Element mutation, String name) {
        return mutation.getElementsByTagName(name).item(0).getTextContent();
    }
}
