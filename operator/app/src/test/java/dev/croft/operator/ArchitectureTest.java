package dev.croft.operator;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the table of packages and its five rules, and shows of each rule that it can be broken. */
class ArchitectureTest {

    private static final House OPERATOR = new House(
            "dev.croft.operator",
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.croft.operator"));
    private static final SourceTree SOURCES = new SourceTree(Path.of("src/main/java"));
    private static final SourceTree TESTS = new SourceTree(Path.of("src/test/java"));

    @Test
    void importsPointUpwardsInTheTable() {
        assertThat(OPERATOR.classes()).hasSizeGreaterThan(50);
        assertThat(OPERATOR.againstTheOrder()).isEmpty();
    }

    @Test
    void everyPackageHasALineInTheTable() {
        assertThat(OPERATOR.roomsOutsideTheTable()).isEmpty();
    }

    @Test
    void packagesFormNoCycle() {
        assertThat(OPERATOR.cycles()).isEmpty();
    }

    @Test
    void wordsPartsAndDecisionsArePure() {
        assertThat(OPERATOR.impurities()).isEmpty();
    }

    @Test
    void onlyDoorsReachTheCluster() {
        assertThat(OPERATOR.sideDoors()).isEmpty();
    }

    @Test
    void classesDoNotInheritFromEachOther() {
        assertThat(OPERATOR.heirs()).isEmpty();
    }

    @Test
    void nothingStaticCanChange() {
        assertThat(OPERATOR.mutableStatics()).isEmpty();
    }

    @Test
    void everyPackageSaysWhatLivesInIt() {
        assertThat(OPERATOR.roomsWithoutDescription()).isEmpty();
    }

    @Test
    void filesAndPackagesStayReadable() {
        assertThat(SOURCES.filesOver(300)).isEmpty();
        assertThat(TESTS.filesOver(400)).isEmpty();
        assertThat(SOURCES.packagesThatAreTooFull()).isEmpty();
        assertThat(SOURCES.reconcilersThatAreTooLong()).isEmpty();
    }

    @Test
    void namesSayWhatATypeIs() {
        assertThat(SOURCES.emptyNames()).isEmpty();
        assertThat(TESTS.emptyNames()).isEmpty();
    }

    /** A house in which each rule is broken once. */
    @Nested
    class OfABadHouse {

        private static final House BAD =
                new House("dev.croft.badhouse", new ClassFileImporter().importPackages("dev.croft.badhouse"));

        @Test
        void findsImportsAgainstTheOrder() {
            assertThat(BAD.againstTheOrder())
                    .anySatisfy(broken -> assertThat(broken).contains("naming.Backwards", "workload.Part"))
                    .anySatisfy(broken -> assertThat(broken).contains("network.Neighbour", "workload.Part"))
                    .anySatisfy(broken -> assertThat(broken).contains("service.ServiceGossip", "project.ProjectGossip"))
                    .anySatisfy(broken -> assertThat(broken).contains("cluster.watch.Writer", "cluster.write.Pen"))
                    .noneSatisfy(broken -> assertThat(broken).contains("workload.Part.<init>("));
        }

        @Test
        void findsAPackageOutsideTheTable() {
            assertThat(BAD.roomsOutsideTheTable()).containsExactly("attic");
        }

        @Test
        void findsACycle() {
            assertThat(BAD.cycles())
                    .anySatisfy(broken -> assertThat(broken).contains("Cycle detected", "naming", "workload"));
        }

        @Test
        void findsImpureCode() {
            assertThat(BAD.impurities())
                    .anySatisfy(broken -> assertThat(broken).contains("workload.Part", "java.time.Clock"))
                    .anySatisfy(broken -> assertThat(broken).contains("workload.Part", "Instant.now"))
                    .anySatisfy(broken -> assertThat(broken).contains("workload.Part", "java.lang.System"))
                    .anySatisfy(broken -> assertThat(broken).contains("workload.Part", "java.util.Random"))
                    .anySatisfy(broken -> assertThat(broken).contains("service.ServiceGossip", "org.slf4j.Logger"))
                    .anySatisfy(broken -> assertThat(broken).contains("service.ServiceGossip", "KubernetesClient"))
                    .noneSatisfy(broken -> assertThat(broken).contains("ServiceObserver"));
        }

        @Test
        void findsAClientBesideTheDoors() {
            assertThat(BAD.sideDoors())
                    .anySatisfy(broken -> assertThat(broken).contains("ServiceGossip", "KubernetesClient"))
                    .anySatisfy(broken -> assertThat(broken).contains("ServiceObserver", "Reconciler"))
                    .anySatisfy(broken -> assertThat(broken).contains("attic.Heir", "java.net.URI"))
                    .noneSatisfy(broken -> assertThat(broken).contains("cluster.watch"));
        }

        @Test
        void findsAnHeir() {
            assertThat(BAD.heirs())
                    .containsExactly("dev.croft.badhouse.attic.Heir inherits from dev.croft.badhouse.attic.Testator");
        }

        @Test
        void findsStaticsThatCanChange() {
            assertThat(BAD.mutableStatics())
                    .containsExactly(
                            "dev.croft.badhouse.attic.Testator.COUNTS",
                            "dev.croft.badhouse.attic.Testator.NUMBERS",
                            "dev.croft.badhouse.attic.Testator.count");
        }

        @Test
        void findsAPackageThatSaysNothing() {
            assertThat(BAD.roomsWithoutDescription()).contains("dev.croft.badhouse.attic");
        }

        @Test
        void findsFilesAndPackagesThatAreTooBig(@TempDir Path root) throws IOException {
            Files.createDirectories(root.resolve("full"));
            for (int i = 0; i < 15; i++) {
                Files.writeString(root.resolve("full/Type%d.java".formatted(i)), "class Type%d {}".formatted(i));
            }
            Files.write(root.resolve("Long.java"), Collections.nCopies(301, "//"));
            Files.write(root.resolve("SomeReconciler.java"), Collections.nCopies(101, "//"));
            var tree = new SourceTree(root);

            assertThat(tree.filesOver(300)).containsExactly("Long.java has 301 lines");
            assertThat(tree.packagesThatAreTooFull()).containsExactly("full has 15 files");
            assertThat(tree.reconcilersThatAreTooLong()).containsExactly("SomeReconciler.java");
        }

        @Test
        void findsNamesThatSayNothing(@TempDir Path root) throws IOException {
            Files.write(
                    root.resolve("Names.java"),
                    List.of(
                            "public final class StringUtils {",
                            "    private record PodHelper() {}",
                            "}",
                            "enum CommonThings {}",
                            "sealed interface BaseKind {}",
                            "class FooImpl {}",
                            "class TaskManager {}",
                            "abstract class AbstractThing {}",
                            "class Basement {}",
                            "class ManagerOfNothing {}"));

            assertThat(new SourceTree(root).emptyNames())
                    .containsExactly(
                            "AbstractThing",
                            "BaseKind",
                            "CommonThings",
                            "FooImpl",
                            "PodHelper",
                            "StringUtils",
                            "TaskManager");
        }
    }
}
