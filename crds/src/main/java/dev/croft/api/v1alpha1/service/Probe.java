package dev.croft.api.v1alpha1.service;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** How the health of a container is asked. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "[has(self.httpGet), has(self.tcpSocket), has(self.grpc), has(self.exec)].filter(x, x).size() == 1",
        message = "the probe has several ways to ask or none; set exactly one of httpGet, tcpSocket, grpc and exec")
public record Probe(
        @JsonPropertyDescription("Healthy if this answers with 200 to 399.") @Nullable
        HttpGet httpGet,

        @JsonPropertyDescription("Healthy if this accepts a connection.") @Nullable
        TcpSocket tcpSocket,

        @JsonPropertyDescription("Healthy if this answers SERVING.") @Nullable
        Grpc grpc,

        @JsonPropertyDescription("Healthy if this ends with 0.") @Nullable
        Exec exec,

        @JsonPropertyDescription("Seconds before the first try, 0 to 3600. Default: 0.") @Min(0) @Max(3600) @Nullable
        Integer initialDelaySeconds,

        @JsonPropertyDescription("Seconds between tries, 1 to 3600. Default: 10.") @Min(1) @Max(3600) @Nullable
        Integer periodSeconds,

        @JsonPropertyDescription("Seconds after which a try has failed, 1 to 3600. Default: 1.")
        @Min(1)
        @Max(3600)
        @Nullable
        Integer timeoutSeconds,

        @JsonPropertyDescription("Successes in a row that count as healthy, 1 to 100. Default: 1.")
        @Min(1)
        @Max(100)
        @Nullable
        Integer successThreshold,

        @JsonPropertyDescription("Failures in a row that count as unhealthy, 1 to 1000. Default: 3.")
        @Min(1)
        @Max(1000)
        @Nullable
        Integer failureThreshold) {}
