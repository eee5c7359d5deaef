package dev.croft.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ShownToPeopleIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("manifests"));

    private static final String CONDITIONS = """
            {"status":{%s"conditions":[{"type":"Ready","status":"False","reason":"ImagePullFailed","message":"No such image.",\
            "lastTransitionTime":"2026-01-02T03:04:05Z"}]}}
            """;

    @BeforeEach
    void createBothKinds(Sandbox sandbox) {
        Answer.toPost(sandbox, "projects", """
                apiVersion: croft.dev/v1alpha1
                kind: Project
                metadata: {name: shop}
                spec: {tier: staging}
                """);
        Answer.toPost(sandbox, "services", """
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: web}
                spec: {projectRef: {name: shop}, image: 'nginx:1'}
                """);
        Answer.toMerge(
                sandbox,
                "projects",
                "shop/status",
                CONDITIONS.formatted("\"url\":\"https://a\",\"services\":\"1/2\","));
        Answer.toMerge(
                sandbox,
                "services",
                "web/status",
                CONDITIONS.formatted("\"url\":\"https://a\",\"replicas\":\"1/2\",\"revision\":\"f00\","));
    }

    @Test
    void showsAProjectInALine(Sandbox sandbox) throws IOException, InterruptedException {
        assertThat(table(sandbox, "get", "proj"))
                .containsExactly("NAME READY STATUS URL SERVICES AGE", "shop False ImagePullFailed https://a 1/2 #");
        assertThat(table(sandbox, "get", "projects", "-o", "wide"))
                .containsExactly(
                        "NAME READY STATUS URL SERVICES AGE TIER MESSAGE",
                        "shop False ImagePullFailed https://a 1/2 # staging No such image.");
    }

    @Test
    void showsAServiceInALine(Sandbox sandbox) throws IOException, InterruptedException {
        assertThat(table(sandbox, "get", "csvc"))
                .containsExactly(
                        "NAME READY STATUS IMAGE REPLICAS URL AGE",
                        "web False ImagePullFailed nginx:1 1/2 https://a #");
        assertThat(table(sandbox, "get", "services.croft.dev", "-o", "wide"))
                .containsExactly(
                        "NAME READY STATUS IMAGE REPLICAS URL AGE REVISION MESSAGE",
                        "web False ImagePullFailed nginx:1 1/2 https://a # f00 No such image.");
    }

    @Test
    void showsBothKindsAsCroft(Sandbox sandbox) throws IOException, InterruptedException {
        assertThat(Kubectl.of(sandbox).run("get", "croft", "-o", "name").text().lines())
                .containsExactlyInAnyOrder("project.croft.dev/shop", "service.croft.dev/web");
    }

    // By its short name: kubectl takes services.croft.dev.spec as a path into core's Service.
    @Test
    void explainsAField(Sandbox sandbox) throws IOException, InterruptedException {
        assertThat(Kubectl.of(sandbox)
                        .run("explain", "csvc.spec.routes.pathPrefix")
                        .text())
                .contains("Only paths at or below this one lead here");
    }

    /** Columns are padded and ages pass; neither is what this is about. */
    private static String[] table(Sandbox sandbox, String... arguments) throws IOException, InterruptedException {
        return Kubectl.of(sandbox)
                .run(arguments)
                .text()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " ").replaceFirst(" \\d+s\\b", " #"))
                .toArray(String[]::new);
    }
}
