package dev.croft.harness.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.harness.schema.DryRun.Answer;
import dev.croft.harness.schema.Edit.Sort;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends every edit to a real API server, as an update of the base that stands there already. */
class SchemaEditsIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("..", "..", "crds", "manifests"));

    private static final long SEED = 4;
    private static final int BROKEN = 500;

    private final List<String> wrong = new ArrayList<>();
    private final List<String> around = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<Property> accepted = new HashSet<>();
    private final Set<Property> refusedByName = new HashSet<>();

    @ParameterizedTest
    @ValueSource(strings = {"Project", "Service"})
    void everyEditIsAnsweredAsItsSortSays(String kind, Sandbox sandbox) {
        var properties = live(sandbox, kind);
        var stage = new DryRun(sandbox, Bases.of(kind));
        for (var property : properties) {
            var base = Bases.around(property, Bases.of(kind));
            stage.standOn(base);
            new Edits(SEED).of(property, base).forEach(edit -> judge(edit, stage.send(edit)));
        }

        System.out.printf("%s: %d properties, seed %d, %s%n", kind, properties.size(), SEED, counts);
        System.out.println("Refused by rules over several properties, which name what these stand in:");
        around.forEach(line -> System.out.println("  " + line));
        assertThat(wrong).isEmpty();
        assertThat(accepted).as("properties with an accepted value").containsAll(properties);
        assertThat(refusedByName)
                .as("properties with a refusal that names them")
                .containsAll(properties);
    }

    private void judge(Edit edit, Answer answer) {
        var outcome = answer.isAccepted() ? "accepted" : "refused";
        var right = switch (edit.sort()) {
            case VALID, BAD, UNSEEN -> answer.isAccepted();
            case HOSTILE -> answer.code() < BROKEN;
            case REFUSED -> !answer.isAccepted() && leadsToIt(edit, answer.refusal());
        };
        if (!right) {
            wrong.add("%s -> %d %s".formatted(edit, answer.code(), answer.body()));
        } else if (edit.sort() == Sort.VALID) {
            accepted.add(edit.property());
        }
        counts.merge(edit.sort() + " " + outcome, 1, Integer::sum);
    }

    private boolean leadsToIt(Edit edit, Refusal refusal) {
        switch (refusal.at(edit.property())) {
            case EXACT -> refusedByName.add(edit.property());
            case AROUND -> {
                // Of a name that is unknown, nobody can say more than where it stands.
                if (!edit.what().startsWith("mistyped")) {
                    around.add("%s, by %s".formatted(edit, String.join(", ", refusal.fields())));
                }
            }
            case ELSEWHERE -> {
                return false;
            }
        }
        return true;
    }

    private static List<Property> live(Sandbox sandbox, String kind) {
        return Properties.of(sandbox.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(kind.toLowerCase(Locale.ROOT) + "s.croft.dev")
                .get());
    }
}
