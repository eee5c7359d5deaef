package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.api.v1alpha1.shared.Form;
import dev.croft.api.v1alpha1.shared.Lenient;
import dev.croft.api.v1alpha1.shared.Reading;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One deployable part of a Project: a web application or a worker. Changes with the public contract. */
@Group("croft.dev")
@Version("v1alpha1")
@Kind("Service")
@Plural("services")
@ShortNames("csvc")
@Categories("croft")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "STATUS",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "IMAGE", jsonPath = ".spec.image", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "REPLICAS", jsonPath = ".status.replicas", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "REVISION",
        jsonPath = ".status.revision",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@ValidationRule(value = Form.OBJECT_NAME, message = Form.OBJECT_NAME_SAYS)
public final class CroftService extends CustomResource<ServiceSpec, ServiceStatus> implements Namespaced, Lenient {

    private static final long serialVersionUID = 1L;

    private transient @Nullable String specTrouble;
    private transient @Nullable String statusTrouble;

    @Override
    @JsonIgnore
    public Optional<String> unreadable() {
        var missing = getSpec() == null && specTrouble == null ? "spec: is missing" : null;
        var troubles = Stream.of(missing, specTrouble, statusTrouble)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining("; "));
        return troubles.isEmpty() ? Optional.empty() : Optional.of(troubles);
    }

    @JsonSetter("spec")
    void readSpec(@Nullable JsonNode tree) {
        var reading = Reading.of("spec", tree, ServiceSpec.class);
        specTrouble = reading.trouble();
        setSpec(reading.value());
    }

    @JsonSetter("status")
    void readStatus(@Nullable JsonNode tree) {
        var reading = Reading.of("status", tree, ServiceStatus.class);
        statusTrouble = reading.trouble();
        setStatus(reading.value());
    }
}
