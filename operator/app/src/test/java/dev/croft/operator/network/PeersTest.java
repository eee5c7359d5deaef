package dev.croft.operator.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.operator.sample.Samples;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PeersTest {

    @Test
    void findsNothingMissingWhereEveryEdgeLeadsSomewhere() {
        assertThat(missing("allowFrom: [{service: db, port: 80}, {cidr: 10.0.0.0/8, port: 80}]"))
                .isEmpty();
        assertThat(missing(
                        "egress: [{service: db, port: 5432}, {service: disk, port: 445}, {cidr: 0.0.0.0/0, port: 1}]"))
                .isEmpty();
    }

    @Test
    void tellsThatAServiceDoesNotExist() {
        assertThat(missing("allowFrom: [{service: dbb, port: 80}]").orElseThrow())
                .startsWith("spec.allowFrom: this Project has no Service dbb");
        assertThat(missing("egress: [{service: dbb, port: 80}]").orElseThrow())
                .startsWith("spec.egress: this Project has no Service dbb");
    }

    @Test
    void tellsThatNothingAnswersThere() {
        assertThat(missing("egress: [{service: db, port: 80}]").orElseThrow()).contains("db has no port 80");
        assertThat(missing("egress: [{service: disk, port: 80}]").orElseThrow()).contains("disk has no port 80");
    }

    @Test
    void tellsThatANameOfTheOutsideCannotBeOpened() {
        assertThat(missing("egress: [{service: mail, port: 25}]").orElseThrow())
                .contains("a network policy knows no names");
    }

    @Test
    void looksForWhatIsAwaitedAsWell() {
        assertThat(missing("dependsOn: [{service: db, port: 5432}, {service: mail, port: 25}, {host: x.org, port: 1}]"))
                .isEmpty();
        assertThat(missing("dependsOn: [{service: dbb, port: 80}]").orElseThrow())
                .startsWith("spec.dependsOn: this Project has no Service dbb");
        assertThat(missing("dependsOn: [{service: db, port: 80}]").orElseThrow())
                .startsWith("spec.dependsOn: Service db has no port 80");
    }

    @Test
    void findsTheShortestWayBackThroughWhatIsAwaited() {
        var web = awaiting("web", "api", "queue");

        assertThat(Peers.circle(web, List.of(web, awaiting("queue", "db"), awaiting("api", "db"), awaiting("db"))))
                .isEmpty();
        assertThat(Peers.circle(
                        web,
                        List.of(
                                web,
                                awaiting("queue", "db"),
                                awaiting("api", "cache"),
                                awaiting("cache", "db"),
                                awaiting("db", "web"),
                                Samples.unreadable("odd"))))
                .contains(List.of("web", "queue", "db", "web"));
        assertThat(Peers.circle(awaiting("api", "web"), List.of(web))).contains(List.of("api", "web", "api"));
    }

    @Test
    void isInNoCircleThatItOnlyWaitsFor() {
        var one = awaiting("one", "two");

        assertThat(Peers.circle(one, List.of(one, awaiting("two", "three"), awaiting("three", "two"))))
                .isEmpty();
    }

    private static CroftService awaiting(String name, String... awaited) {
        return Samples.service(
                name,
                awaited.length == 0
                        ? ""
                        : Stream.of(awaited)
                                .map("- {service: %s, port: 80}\n"::formatted)
                                .collect(Collectors.joining("", "dependsOn:\n", "")));
    }

    private static Optional<String> missing(String spec) {
        return Peers.missing(
                Samples.service("web", "ports: [{name: http, port: 80}]\n" + spec),
                List.of(
                        Samples.service("db", "ports: [{name: sql, port: 5432}]"),
                        Samples.service("disk", "external: {host: 192.168.1.5, port: 445}"),
                        Samples.service("mail", "external: {host: mail.example.com, port: 25}"),
                        Samples.unreadable("odd")));
    }
}
