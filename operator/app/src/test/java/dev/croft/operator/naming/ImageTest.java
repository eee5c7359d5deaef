package dev.croft.operator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageTest {

    @ParameterizedTest
    @CsvSource({
        "nginx, docker.io/library/nginx, true",
        "nginx:1.27, docker.io/library/nginx, true",
        "acme/web:1, docker.io/acme/web, true",
        "ghcr.io/acme/web:1@sha256:abc, ghcr.io/acme/web, true",
        "localhost:5000/web, localhost:5000/web, true",
        "registry:5000/web:1, registry:5000/web, true",
        "localhost/web:1, localhost/web, true",
        "acme/web:1, docker.io/library/import-2026-01-01, false",
        "acme/web:1, ghcr.io/acme/web, false"
    })
    void knowsItsRepositoryHoweverItIsWritten(String image, String repository, boolean isIts) {
        assertThat(Image.asNamed(image).isOfRepository(repository)).isEqualTo(isIts);
    }
}
