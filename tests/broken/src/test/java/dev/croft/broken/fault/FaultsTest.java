package dev.croft.broken.fault;

import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ByteArrayClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FaultsTest {

    private static final ClassLoader HERE = FaultsTest.class.getClassLoader();
    private static final ClassFileLocator CLASSES = ClassFileLocator.ForClassLoader.of(HERE);

    static final List<Fault> FAULTS =
            Stream.concat(Faults.ALL.stream(), Stream.of(Faults.NEXT_VERSION)).toList();

    @ParameterizedTest(name = "{0}")
    @FieldSource("FAULTS")
    void changesClassesThatTheJvmStillAccepts(Fault fault) throws IOException, ClassNotFoundException {
        var rewritten = fault.rewrite(CLASSES);

        assertThat(rewritten).isNotEmpty();
        var loader = new ByteArrayClassLoader.ChildFirst(HERE, rewritten);
        for (String type : rewritten.keySet()) {
            assertThat(rewritten.get(type))
                    .as(type)
                    .isNotEqualTo(CLASSES.locate(type).resolve());
            // Only a class that is initialised has been verified.
            assertThat(Class.forName(type, true, loader).getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void haveNamesOfTheirOwnAndSayWhatTheyBreak() {
        assertThat(FAULTS).extracting(Fault::name).doesNotHaveDuplicates();
        assertThat(FAULTS).allSatisfy(fault -> {
            assertThat(fault.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(fault.wrong()).endsWith(".");
            assertThat(fault.breaks()).matches("P-R[0-9]+");
            assertThat(Faults.named(fault.name())).isSameAs(fault);
        });
    }

    @Test
    void refuseANameThatNobodyHas() {
        assertThatThrownBy(() -> Faults.named("no-such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'no-such'", "no-retry", "forgets-drift");
    }

    @Test
    void refuseAClassThatIsGone() {
        var fault = outdated(Change.of("cluster.pass.Gone", named("walk"), NoFence.Skipped.class));

        assertThatThrownBy(() -> fault.rewrite(CLASSES))
                .isInstanceOf(Fault.Outdated.class)
                .hasMessageContainingAll("outdated", "class dev.croft.operator.cluster.pass.Gone");
    }

    @Test
    void refuseAMethodThatIsGone() {
        var fault = outdated(Change.of("cluster.pass.Pass", named("gone"), NoFence.Skipped.class));

        assertThatThrownBy(() -> fault.rewrite(CLASSES))
                .isInstanceOf(Fault.Outdated.class)
                .hasMessageContainingAll("outdated", "gone", "dev.croft.operator.cluster.pass.Pass");
    }

    private static Fault outdated(Change change) {
        return new Fault("outdated", "It changes what is gone.", "P-R1", List.of(change));
    }
}
