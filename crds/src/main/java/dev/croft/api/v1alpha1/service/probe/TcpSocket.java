package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.IntOrString;

/** A probe by TCP. */
public record TcpSocket(
        @Required @JsonPropertyDescription("Port to connect to: a name from spec.ports, or a number from 1 to 65535.")
        IntOrString port) {}
