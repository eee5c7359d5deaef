package dev.croft.api.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.testing.ApiServer;
import dev.croft.testing.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A mistyped field is never stored, and whoever typed it hears of it, whatever the client. */
class UnknownFieldIT {

    @RegisterExtension
    static final ApiServer SERVER = ApiServer.serving(Path.of("manifests"));

    private static final String MISTYPED = """
            apiVersion: croft.dev/v1alpha1
            kind: Service
            metadata:
              name: web
            spec:
              projectRef:
                name: shop
              image: nginx
              replica: 3
              ports:
                - name: http
                  port: 8080
                  prtocol: TCP
            """;

    @TempDir
    Path folder;

    @Test
    void kubectlRefusesItAndNamesItsPath(Sandbox sandbox) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("web.yaml"), MISTYPED);

        var said = Kubectl.of(sandbox).run("apply", "-f", file.toString());

        assertThat(said.code()).isNotZero();
        assertThat(said.text()).contains("unknown field \"spec.replica\"", "unknown field \"spec.ports[0].prtocol\"");
    }

    @Test
    void kubectlRefusesItInServerSideApplyToo(Sandbox sandbox) throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("web.yaml"), MISTYPED);

        var said = Kubectl.of(sandbox).run("apply", "--server-side", "-f", file.toString());

        assertThat(said.code()).isNotZero();
        assertThat(said.text()).contains(".spec.replica: field not declared in schema");
    }

    @Test
    void aPlainPostIsTakenWithoutItAndWarned(Sandbox sandbox) {
        var answer = Answer.toPost(sandbox, "services", MISTYPED);

        assertThat(answer.code()).isEqualTo(201);
        assertThat(answer.warnings())
                .containsExactlyInAnyOrder(
                        "299 - \"unknown field \\\"spec.replica\\\"\"",
                        "299 - \"unknown field \\\"spec.ports[0].prtocol\\\"\"");
        assertThat(answer.body().at("/spec").has("replica")).isFalse();
        assertThat(answer.body().at("/spec/ports/0").has("prtocol")).isFalse();
    }

    // Stricter than a plain write, and not ours to choose: the server cannot say who owns a field that it does not
    // know.
    @Test
    void aPlainServerSideApplyIsRefusedAndNamesItsPath(Sandbox sandbox) {
        var answer = Answer.toApply(sandbox, "services", "web", MISTYPED);

        assertThat(answer.code()).isEqualTo(500);
        // The server walks fields in no fixed order and may stop at the first that it does not know.
        assertThat(answer.body().path("message").asText())
                .containsAnyOf(
                        ".spec.replica: field not declared in schema",
                        ".spec.ports[0].prtocol: field not declared in schema");
    }
}
