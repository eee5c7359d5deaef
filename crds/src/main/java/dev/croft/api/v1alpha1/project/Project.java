package dev.croft.api.v1alpha1.project;

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

/** A web project: its domain, its tier and the defaults of its Services. Changes with the public contract. */
@Group("croft.dev")
@Version("v1alpha1")
@Kind("Project")
@Plural("projects")
@ShortNames("proj")
@Categories("croft")
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "STATUS",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "SERVICES", jsonPath = ".status.services", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "TIER",
        jsonPath = ".spec.tier",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@ValidationRule(value = Form.OBJECT_NAME, message = Form.OBJECT_NAME_SAYS)
public final class Project extends CustomResource<ProjectSpec, ProjectStatus> implements Namespaced, Lenient {

    private static final long serialVersionUID = 1L;

    private Reading<ProjectSpec> specReading = Reading.nothing();
    private Reading<ProjectStatus> statusReading = Reading.nothing();

    @Override
    public Optional<String> unreadable() {
        return Reading.trouble(getSpec() == null ? specReading.orMissing("spec") : specReading);
    }

    @Override
    public void setSpec(ProjectSpec spec) {
        super.setSpec(spec);
        specReading = Reading.nothing();
    }

    @JsonSetter("spec")
    void readSpec(@Nullable JsonNode tree) {
        specReading = Reading.of("spec", tree, ProjectSpec.class);
        super.setSpec(specReading.value());
    }

    @JsonGetter("spec")
    @Nullable
    Object writtenSpec() {
        return specReading.written(getSpec());
    }

    @Override
    public void setStatus(ProjectStatus status) {
        super.setStatus(status);
        statusReading = Reading.nothing();
    }

    @JsonSetter("status")
    void readStatus(@Nullable JsonNode tree) {
        statusReading = Reading.of("status", tree, ProjectStatus.class);
        super.setStatus(statusReading.value());
    }

    @JsonGetter("status")
    @Nullable
    Object writtenStatus() {
        return statusReading.written(getStatus());
    }
}
