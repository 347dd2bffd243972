package loopback;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("loopback");

    private static final String ENGINE = "loopback.engine";

    /// The packages of the engine in the order in which a submission passes them.
    private static final List<String> WAY =
            Stream.of("compile", "link", "specification", "run", "diagnosis")
                    .map(ArchitectureTest::room)
                    .toList();

    @Test
    void no_packages_form_a_circle() {
        slices().matching("loopback.(**)").should().beFreeOfCycles().check(ALL);
    }

    @Test
    void no_room_of_the_engine_knows_a_later_one() {
        for (int i = 0; i < WAY.size(); i++) {
            var later = Stream.concat(Stream.of(ENGINE), WAY.stream().skip(i + 1L));
            noClasses()
                    .that()
                    .resideInAPackage(WAY.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later.toArray(String[]::new))
                    .check(ALL);
        }
    }

    @Test
    void what_all_rooms_of_the_engine_use_knows_none_of_them() {
        for (var shared : List.of(room("jvm"), room("verdict"))) {
            noClasses()
                    .that()
                    .resideInAPackage(shared)
                    .should()
                    .dependOnClassesThat(areOursOutside(shared, "loopback.course"))
                    .check(ALL);
        }
    }

    @Test
    void the_engine_knows_the_course_and_the_bench_and_nothing_else() {
        noClasses()
                .that()
                .resideInAPackage("loopback.engine..")
                .should()
                .dependOnClassesThat(
                        areOursOutside("loopback.engine..", "loopback.course", "loopback.bench"))
                .check(ALL);
    }

    @Test
    void a_learners_check_needs_nothing_of_grading() {
        noClasses()
                .that()
                .haveNameMatching(
                        "loopback\\.command\\.(Check|Watch|Hint)Command|loopback\\.progress\\..*")
                .should()
                .transitivelyDependOnClassesThat()
                .resideInAnyPackage("loopback.grading", "loopback.intake", "loopback.report")
                .check(ALL);
    }

    /// The JVM of a check has the classes of the bench on its class path, and no others of ours.
    @Test
    void the_bench_knows_only_itself_and_only_the_engine_knows_the_bench() {
        noClasses()
                .that()
                .resideInAPackage("loopback.bench")
                .should()
                .dependOnClassesThat(areOursOutside("loopback.bench"))
                .check(ALL);
        classes()
                .that()
                .resideInAPackage("loopback.bench")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("loopback.bench", room("run"))
                .check(ALL);
    }

    private static DescribedPredicate<JavaClass> areOursOutside(String... packages) {
        return resideInAPackage("loopback..").and(resideOutsideOfPackages(packages));
    }

    private static String room(String name) {
        return ENGINE + "." + name;
    }
}
