package dev.croft.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.harness.trial.Right;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RightsTableTest {

    private static final Right LIST = new Right("", "pods", "list");
    private static final Right WATCH = new Right("", "pods", "watch");
    private static final Right ASK = new Right("authorization.k8s.io", "selfsubjectaccessreviews", "create");

    @Test
    void isTightWhereWhatIsGrantedIsUsed() {
        assertThat(new RightsTable(Set.of(LIST, WATCH), Map.of(LIST, 1L, WATCH, 2L, ASK, 1L)).isTight())
                .isTrue();
    }

    @Test
    void isNotTightWithARightThatNobodyNeeded() {
        var table = new RightsTable(Set.of(LIST, WATCH), Map.of(LIST, 1L));

        assertThat(table.isTight()).isFalse();
        assertThat(printed(table)).contains("never needed");
    }

    @Test
    void isNotTightWithANeedThatNobodyGranted() {
        var table = new RightsTable(Set.of(LIST), Map.of(LIST, 1L, WATCH, 2L));

        assertThat(table.isTight()).isFalse();
        assertThat(printed(table)).contains("not granted");
    }

    @Test
    void isNotTightWithAWayToOtherRights() {
        for (var ladder : Set.of(
                new Right("", "*", "list"),
                new Right("", "pods", "*"),
                new Right("", "pods/exec", "create"),
                new Right("rbac.authorization.k8s.io", "roles", "escalate"))) {
            assertThat(new RightsTable(Set.of(ladder), Map.of(ladder, 1L)).isTight())
                    .as(ladder.toString())
                    .isFalse();
        }
    }

    private static String printed(RightsTable table) {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        table.print(out);
        out.flush();
        return text.toString();
    }
}
