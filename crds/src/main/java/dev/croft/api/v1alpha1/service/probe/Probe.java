package dev.croft.api.v1alpha1.service.probe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * One question the kubelet asks a container; changes when Croft lets through more of the core probe.
 *
 * <p>Narrower than the core type: {@code httpGet.host} is absent, because with it the kubelet could be sent to any address.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value = "[has(self.httpGet), has(self.tcpSocket), has(self.grpc), has(self.exec)].filter(x, x).size() == 1",
        message = "a probe asks in exactly one way; set one of httpGet, tcpSocket, grpc and exec")
public record Probe(
        @JsonPropertyDescription("Sends an HTTP GET to the pod; a status from 200 to 399 is a yes.") @Nullable
        HttpGet httpGet,

        @JsonPropertyDescription("Opens a TCP connection to the pod; an accepted connection is a yes.") @Nullable
        TcpSocket tcpSocket,

        @JsonPropertyDescription("Calls the gRPC health service of the pod; SERVING is a yes.") @Nullable
        Grpc grpc,

        @JsonPropertyDescription("Runs a program inside the container; exit code 0 is a yes.") @Nullable
        Exec exec,

        @Min(0)
        @Max(3600)
        @JsonPropertyDescription(
                "Seconds between the start of the container and the first probe, 0 to 3600. Default 0.")
        @Nullable
        Integer initialDelaySeconds,

        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("Seconds from one probe to the next, 1 to 3600. Default 10.")
        @Nullable
        Integer periodSeconds,

        @Min(1)
        @Max(3600)
        @JsonPropertyDescription("Seconds after which a missing answer counts as a no, 1 to 3600. Default 1.")
        @Nullable
        Integer timeoutSeconds,

        @Min(1)
        @Max(100)
        @JsonPropertyDescription(
                "How many yes in a row make a failed container good again, 1 to 100. Default 1; startup and liveness allow 1 only.")
        @Nullable
        Integer successThreshold,

        @Min(1)
        @Max(1000)
        @JsonPropertyDescription("How many no in a row make the container fail, 1 to 1000. Default 3.")
        @Nullable
        Integer failureThreshold) {}
