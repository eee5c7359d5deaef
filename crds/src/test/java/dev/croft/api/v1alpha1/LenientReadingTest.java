package dev.croft.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.croft.api.v1alpha1.project.Project;
import dev.croft.api.v1alpha1.service.CroftService;
import dev.croft.api.v1alpha1.service.Port;
import dev.croft.api.v1alpha1.service.network.AllowFrom;
import io.fabric8.kubernetes.api.model.DefaultKubernetesResourceList;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientReadingTest {

    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void saysWhichNumberIsNone() {
        var service = service("{projectRef: {name: shop}, image: 'a:1', replicas: three}");

        assertThat(service.unreadable()).contains("spec.replicas: \"three\" is not a whole number");
        assertThat(service.getSpec().replicas()).isNull();
    }

    @Test
    void keepsWhatItCanRead() {
        var service = service(
                "{projectRef: {name: shop}, image: 'a:1', ports: [{name: web, port: x}, {name: api, port: 1}], replicas: 2}");

        assertThat(service.unreadable()).contains("spec.ports[0].port: \"x\" is not a whole number");
        assertThat(service.getSpec().projectRef().name()).isEqualTo("shop");
        assertThat(service.getSpec().replicas()).isEqualTo(2);
        assertThat(service.getSpec().ports()).extracting(Port::name).containsExactly("api");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    replicas: 1.5                     | spec.replicas: 1.5 is not a whole number
                    replicas: '3'                     | spec.replicas: "3" is not a whole number
                    replicas: 99999999999             | spec.replicas: 99999999999 is too large
                    replicas: [1]                     | spec.replicas: a list is not a whole number
                    ports: {}                         | spec.ports: an object is not a list
                    ports: [null]                     | spec.ports[0]: is empty
                    ports: [web]                      | spec.ports[0]: "web" is not an object
                    command: [[sh]]                   | spec.command[0]: a list is not a text
                    command: sh                       | spec.command: "sh" is not a list
                    env: [{name: {a: b}, value: x}]   | spec.env[0].name: an object is not a text
                    env: [{value: x}]                 | spec.env[0].name: is missing
                    resources: [cpu]                  | spec.resources: a list is not an object
                    resources: {limits: {cpu: {}}}    | spec.resources.limits.cpu: an object is not a text
                    probes: {liveness: {exec: {command: {}}}} | spec.probes.liveness.exec.command: an object is not a list
                    probes: {liveness: {tcpSocket: {port: [1]}}} | spec.probes.liveness.tcpSocket.port: a list cannot be read
                    probes: {liveness: {exec: {command: [a]}, periodSeconds: true}} | spec.probes.liveness.periodSeconds: true is not a whole number
                    securityContext: {runAsUser: root} | spec.securityContext.runAsUser: "root" is not a whole number
                    routes: [{hosts: [{}]}]           | spec.routes[0].hosts[0]: an object is not a text
                    """)
    void namesThePlaceAndTheCause(String field, String trouble) {
        assertThat(service("{projectRef: {name: shop}, image: 'a:1', %s}".formatted(field))
                        .unreadable())
                .contains(trouble);
    }

    @Test
    void listsTheWordsOfAChoice() {
        var project = project("{tier: toy}");

        assertThat(project.unreadable()).contains("spec.tier: \"toy\" is not one of production, staging, development");
        assertThat(project.getSpec().tierOrDefault().text()).isEqualTo("production");
    }

    @Test
    void namesATruthValueThatIsNone() {
        assertThat(project("{enabled: perhaps}").unreadable())
                .contains("spec.enabled: \"perhaps\" is not true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "just text", "7", "true"})
    void survivesASpecOfAnyShape(String spec) {
        var service = service(spec);

        assertThat(service.getSpec()).isNull();
        assertThat(service.unreadable())
                .hasValueSatisfying(
                        trouble -> assertThat(trouble).startsWith("spec: ").endsWith(" is not an object"));
    }

    @Test
    void saysThatTheSpecIsMissing() {
        var service = serialization.unmarshal("kind: Service\nmetadata: {name: web}", CroftService.class);

        assertThat(service.unreadable()).contains("spec: is missing");
        assertThat(service("null").unreadable()).contains("spec: is missing");
    }

    @Test
    void saysWhichNeededFieldIsMissing() {
        assertThat(service("{image: 'a:1'}").unreadable()).contains("spec.projectRef: is missing");
    }

    @Test
    void leavesOutWhatLacksANeededField() {
        var service =
                service("{projectRef: {name: shop}, image: 'a:1', allowFrom: [{service: a}, {service: b, port: 1}]}");

        assertThat(service.unreadable()).contains("spec.allowFrom[0].port: is missing");
        assertThat(service.getSpec().allowFrom())
                .as("others read this object too, and rely on what its type promises")
                .extracting(AllowFrom::service)
                .containsExactly("b");
        assertThat(service("{projectRef: {}, image: 'a:1'}").getSpec()).isNull();
    }

    @Test
    void tellsOfSeveralTroublesAndCountsTheRest() {
        var service = service("{projectRef: 1, image: {}, replicas: a, ports: a, env: a, args: a, routes: a}");

        assertThat(service.unreadable())
                .hasValueSatisfying(trouble -> assertThat(trouble)
                        .contains("; ")
                        .contains("spec.replicas: \"a\" is not a whole number")
                        .endsWith("and 2 more"));
    }

    @Test
    void doesNotQuoteALongValueInFull() {
        assertThat(service("{projectRef: {name: shop}, image: 'a:1', replicas: '%s'}".formatted("x".repeat(5000)))
                        .unreadable())
                .hasValueSatisfying(trouble -> assertThat(trouble).hasSizeLessThan(120));
    }

    @Test
    void survivesAnUnreadableStatus() {
        var service = serialization.unmarshal("""
                apiVersion: croft.dev/v1alpha1
                kind: Service
                metadata: {name: web}
                spec: {projectRef: {name: shop}, image: 'a:1'}
                status: {observedGeneration: new, conditions: [{type: Ready, status: 'True'}, 5]}
                """, CroftService.class);

        assertThat(service.unreadable()).isEmpty();
        assertThat(service.getSpec().image()).isEqualTo("a:1");
    }

    @Test
    void ignoresFieldsOfANewerCroft() {
        var service = service("{projectRef: {name: shop}, image: 'a:1', dashboard: {name: Shop}}");

        assertThat(service.unreadable()).isEmpty();
    }

    @Test
    void oneBadObjectLeavesTheOthersOfAListAlone() {
        var list = serialization.unmarshal("""
                apiVersion: croft.dev/v1alpha1
                kind: ServiceList
                items:
                  - {metadata: {name: bad}, spec: [1]}
                  - {metadata: {name: good}, spec: {projectRef: {name: shop}, image: 'a:1'}}
                """, Services.class);

        assertThat(list.getItems())
                .extracting(service -> service.unreadable().isPresent())
                .containsExactly(true, false);
    }

    @Test
    void aCopyOfAnUnreadableObjectIsAsUnreadable() {
        var service = service("{projectRef: {name: shop}, image: 'a:1', replicas: three}");

        var copy = serialization.clone(service);

        assertThat(copy.unreadable()).isEqualTo(service.unreadable());
        assertThat(serialization.asYaml(service)).contains("replicas: \"three\"");
    }

    @Test
    void aNewSpecFromAProgramIsReadable() {
        var service = service("[1]");

        service.setSpec(service("{projectRef: {name: shop}, image: 'a:1'}").getSpec());

        assertThat(service.unreadable()).isEmpty();
        assertThat(serialization.clone(service).getSpec()).isEqualTo(service.getSpec());
    }

    private CroftService service(String spec) {
        return serialization.unmarshal(
                "kind: Service\nmetadata: {name: web}\nspec: %s".formatted(spec), CroftService.class);
    }

    private Project project(String spec) {
        return serialization.unmarshal(
                "kind: Project\nmetadata: {name: shop}\nspec: %s".formatted(spec), Project.class);
    }

    /** As an informer reads a list. */
    static final class Services extends DefaultKubernetesResourceList<CroftService> {

        private static final long serialVersionUID = 1L;
    }
}
