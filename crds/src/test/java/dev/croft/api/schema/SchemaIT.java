package dev.croft.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import dev.croft.testing.YamlFile;
import dev.croft.testing.YamlFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file below schema/ is a case; an invalid one begins with the exact refusals, as {@code # refused: ...}. */
class SchemaIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("manifests"));

    private static final YamlFolder CASES = YamlFolder.ofResources("schema");

    private static final String SERVICE = """
            apiVersion: croft.dev/v1alpha1
            kind: Service
            metadata: {name: web}
            spec: {projectRef: {name: shop}, image: nginx}
            """;

    @AfterAll
    static void everyFileIsACase() {
        CASES.refuseUnread();
    }

    static List<YamlFile> validProjects() {
        return CASES.read("project/valid-*.yaml");
    }

    static List<YamlFile> validServices() {
        return CASES.read("service/valid-*.yaml");
    }

    static List<YamlFile> invalidProjects() {
        return CASES.read("project/invalid-*.yaml");
    }

    static List<YamlFile> invalidServices() {
        return CASES.read("service/invalid-*.yaml");
    }

    @ParameterizedTest
    @MethodSource("validProjects")
    void acceptsAProjectAndReadsAllOfIt(YamlFile file, Sandbox sandbox) {
        assertAccepted(Answer.toPost(sandbox, "projects", file.text()));

        var stored = sandbox.client()
                .resources(Project.class)
                .inNamespace(sandbox.namespace())
                .list()
                .getItems();
        assertThat(stored)
                .singleElement()
                .satisfies(project -> assertThat(project.unreadable()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("validServices")
    void acceptsAServiceAndReadsAllOfIt(YamlFile file, Sandbox sandbox) {
        assertAccepted(Answer.toPost(sandbox, "services", file.text()));

        var stored = sandbox.client()
                .resources(CroftService.class)
                .inNamespace(sandbox.namespace())
                .list()
                .getItems();
        assertThat(stored)
                .singleElement()
                .satisfies(service -> assertThat(service.unreadable()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("invalidProjects")
    void refusesAProjectWithPreciselyItsMessage(YamlFile file, Sandbox sandbox) {
        assertRefused(Answer.toPost(sandbox, "projects", file.text()), file.notes("refused"));
    }

    @ParameterizedTest
    @MethodSource("invalidServices")
    void refusesAServiceWithPreciselyItsMessage(YamlFile file, Sandbox sandbox) {
        assertRefused(Answer.toPost(sandbox, "services", file.text()), file.notes("refused"));
    }

    @Test
    void refusesAnotherProjectForAServiceThatExists(Sandbox sandbox) {
        assertAccepted(Answer.toPost(sandbox, "services", SERVICE));

        var answer = Answer.toMerge(sandbox, "services", "web", "{\"spec\":{\"projectRef\":{\"name\":\"other\"}}}");

        assertRefused(
                answer,
                List.of(
                        "spec.projectRef: Invalid value: \"object\": projectRef cannot be changed, because all that runs"
                                + " for a Service belongs to its Project; delete the Service and create it anew in the other"
                                + " Project"));
    }

    @Test
    void fillsInTheDefaults(Sandbox sandbox) {
        var project = Answer.toPost(
                sandbox,
                "projects",
                "apiVersion: croft.dev/v1alpha1\nkind: Project\nmetadata: {name: shop}\nspec: {}\n");
        var service = Answer.toPost(
                sandbox,
                "services",
                SERVICE.replace("nginx", "nginx, ports: [{name: a, port: 1}], routes: [{hosts: [b]}]"));

        assertThat(project.body().at("/spec"))
                .hasToString("{\"deletionPolicy\":\"Retain\",\"enabled\":true,\"tier\":\"production\"}");
        assertThat(service.body().at("/spec/ports/0/protocol").asText()).isEqualTo("TCP");
        assertThat(service.body().at("/spec/routes/0/pathPrefix").asText()).isEqualTo("/");
        assertThat(service.body().at("/spec").has("replicas"))
                .as("a count written into every object would later stand against an autoscaler")
                .isFalse();
    }

    @Test
    void keepsSpecAndStatusApart(Sandbox sandbox) {
        assertAccepted(Answer.toPost(sandbox, "services", SERVICE));

        var bySpec = Answer.toMerge(sandbox, "services", "web", "{\"status\":{\"url\":\"https://a\"}}");
        var byStatus = Answer.toMerge(
                sandbox, "services", "web/status", "{\"status\":{\"url\":\"https://b\"},\"spec\":{\"image\":\"c\"}}");

        assertThat(bySpec.body().has("status")).isFalse();
        assertThat(byStatus.body().at("/status/url").asText()).isEqualTo("https://b");
        assertThat(byStatus.body().at("/spec/image").asText()).isEqualTo("nginx");
    }

    @Test
    void refusesTwoConditionsOfOneType(Sandbox sandbox) {
        assertAccepted(Answer.toPost(sandbox, "services", SERVICE));
        var ready = "{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"A\",\"message\":\"\","
                + "\"lastTransitionTime\":\"2026-01-02T03:04:05Z\"}";

        var answer = Answer.toMerge(
                sandbox, "services", "web/status", "{\"status\":{\"conditions\":[%s,%s]}}".formatted(ready, ready));

        assertRefused(answer, List.of("status.conditions[1]: Duplicate value: {\"type\":\"Ready\"}"));
    }

    private static void assertAccepted(Answer answer) {
        assertThat(answer.code()).as(answer.body().toString()).isEqualTo(201);
        assertThat(answer.warnings()).isEmpty();
    }

    private static void assertRefused(Answer answer, List<String> messages) {
        assertThat(messages).as("the case says why it is refused").isNotEmpty();
        assertThat(answer.code()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.causes()).containsExactlyInAnyOrderElementsOf(messages);
    }
}
