package dev.croft.operator.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryTest {

    // What containerd, CRI-O and registries really say, with what differs from try to try.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            unexpected status from HEAD request: 401 Unauthorized             | the registry wants credentials, or has no such image
            pull access denied, repository does not exist or may require auth | the registry wants credentials, or has no such image
            failed to fetch anonymous token: 403 Forbidden                    | the registry wants credentials, or has no such image
            ghcr.io/acme/web:9: not found                                     | the registry has no such image
            manifest unknown                                                  | the registry has no such image
            dial tcp: lookup nowhere.example on 10.0.0.10:53: no such host    | the registry's host name cannot be resolved
            toomanyrequests: You have reached your pull rate limit            | the registry limits how often it may be asked
            tls: failed to verify certificate: x509: signed by unknown        | the registry's certificate is not trusted
            dial tcp 10.96.7.1:443: connect: connection refused               | the registry does not answer
            dial tcp 10.96.7.1:443: i/o timeout                               | the registry does not answer
            Back-off pulling image                                            | the registry does not give it
            ''                                                                | the registry does not give it
            """)
    void sortsWhatKubeletsSay(String message, String cause) {
        assertThat(Registry.cause(message)).isEqualTo(cause);
    }
}
