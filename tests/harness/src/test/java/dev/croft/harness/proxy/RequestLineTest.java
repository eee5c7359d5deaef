package dev.croft.harness.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestLineTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    GET,    /api/v1/namespaces/a/secrets/b,                     get v1 secrets a/b
                    GET,    /api/v1/namespaces/a/secrets,                       list v1 secrets a/
                    GET,    /api/v1/secrets,                                    list v1 secrets /
                    GET,    /api/v1/namespaces,                                 list v1 namespaces /
                    GET,    /api/v1/namespaces/a,                               get v1 namespaces a/a
                    PUT,    /api/v1/namespaces/a/finalize,                      update v1 namespaces/finalize a/a
                    POST,   /apis/apps/v1/namespaces/a/deployments,             create apps/v1 deployments a/
                    PATCH,  /apis/apps/v1/namespaces/a/deployments/b/status,    patch apps/v1 deployments/status a/b
                    DELETE, /apis/apps/v1/namespaces/a/deployments/b,           delete apps/v1 deployments a/b
                    DELETE, /apis/apps/v1/namespaces/a/deployments,             deletecollection apps/v1 deployments a/
                    GET,    /apis/x.dev/v1/clusterthings/system%3Ab+c,          get x.dev/v1 clusterthings /system:b+c
                    GET,    /apis/apps/v1,                                      get   //apis/apps/v1
                    GET,    /version,                                           get   //version
                    """)
    void readsAPathAsRbacDoes(String method, String path, String expected) {
        var line = RequestLine.read(method, path, Map.<String, String>of()::get);

        assertThat(described(line)).isEqualTo(expected);
    }

    @Test
    void readsAWatchOfOneNameAsAWatchOfThatName() {
        var line = RequestLine.read(
                "GET", "/api/v1/pods", Map.of("watch", "true", "fieldSelector", "metadata.name=a")::get);

        assertThat(described(line)).isEqualTo("watch v1 pods /a");
    }

    @Test
    void countsNoReviewAndNoDryRunAsAChange() {
        var review = RequestLine.read(
                "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", Map.<String, String>of()::get);
        var rehearsed = RequestLine.read("POST", "/api/v1/namespaces/a/secrets", Map.of("dryRun", "All")::get);
        var done = RequestLine.read("POST", "/api/v1/namespaces/a/secrets", Map.<String, String>of()::get);

        assertThat(review.mutates()).isFalse();
        assertThat(rehearsed.mutates()).isFalse();
        assertThat(done.mutates()).isTrue();
    }

    private static String described(RequestLine line) {
        var version = line.group().isEmpty() ? line.version() : line.group() + "/" + line.version();
        var resource = line.subresource().isEmpty() ? line.resource() : line.resource() + "/" + line.subresource();
        return "%s %s %s %s/%s".formatted(line.verb(), version, resource, line.namespace(), line.name());
    }
}
