package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.IntOrString;

/** A probe that connects. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TcpSocket(
        @JsonPropertyDescription("Name or number of the port.") @Required
        IntOrString port) {}
