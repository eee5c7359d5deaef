package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.databind.JsonNode;
import dev.croft.api.v1alpha1.shared.Form;
import dev.croft.api.v1alpha1.shared.Lenient;
import dev.croft.api.v1alpha1.shared.reading.Reading;
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
@ValidationRule(value = Across.NOT_ON_ITSELF, message = Across.NOT_ON_ITSELF_SAYS, fieldPath = ".spec.dependsOn")
public final class CroftService extends CustomResource<ServiceSpec, ServiceStatus> implements Namespaced, Lenient {

    private static final long serialVersionUID = 1L;

    private Reading<ServiceSpec> specReading = Reading.nothing();
    private Reading<ServiceStatus> statusReading = Reading.nothing();

    @Override
    public Optional<String> unreadable() {
        return Reading.trouble(getSpec() == null ? specReading.orMissing("spec") : specReading);
    }

    @Override
    public void setSpec(ServiceSpec spec) {
        super.setSpec(spec);
        specReading = Reading.nothing();
    }

    @JsonSetter("spec")
    void readSpec(@Nullable JsonNode tree) {
        specReading = Reading.of("spec", tree, ServiceSpec.class);
        super.setSpec(specReading.value());
    }

    @JsonGetter("spec")
    @Nullable
    Object writtenSpec() {
        return specReading.written(getSpec());
    }

    @Override
    public void setStatus(ServiceStatus status) {
        super.setStatus(status);
        statusReading = Reading.nothing();
    }

    @JsonSetter("status")
    void readStatus(@Nullable JsonNode tree) {
        statusReading = Reading.of("status", tree, ServiceStatus.class);
        super.setStatus(statusReading.value());
    }

    @JsonGetter("status")
    @Nullable
    Object writtenStatus() {
        return statusReading.written(getStatus());
    }
}
