package dev.croft.operator.pod;

import dev.croft.api.v1alpha1.service.probe.Exec;
import dev.croft.api.v1alpha1.service.probe.Grpc;
import dev.croft.api.v1alpha1.service.probe.HttpGet;
import dev.croft.api.v1alpha1.service.probe.HttpHeader;
import dev.croft.api.v1alpha1.service.probe.Probe;
import dev.croft.api.v1alpha1.service.probe.TcpSocket;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.GRPCAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPGetActionBuilder;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import org.jspecify.annotations.Nullable;

/** A probe of the API as the kubelet wants it; changes when the API learns to ask in a new way. */
final class ContainerProbe {

    private ContainerProbe() {}

    static io.fabric8.kubernetes.api.model.Probe of(Probe probe) {
        return new ProbeBuilder()
                .withHttpGet(http(probe.httpGet()))
                .withTcpSocket(tcp(probe.tcpSocket()))
                .withGrpc(grpc(probe.grpc()))
                .withExec(exec(probe.exec()))
                .withInitialDelaySeconds(probe.initialDelaySeconds())
                .withPeriodSeconds(probe.periodSeconds())
                .withTimeoutSeconds(probe.timeoutSeconds())
                .withSuccessThreshold(probe.successThreshold())
                .withFailureThreshold(probe.failureThreshold())
                .build();
    }

    private static @Nullable HTTPGetAction http(@Nullable HttpGet http) {
        return http == null
                ? null
                : new HTTPGetActionBuilder()
                        .withPath(http.path())
                        .withPort(http.port())
                        .withScheme(http.scheme())
                        .withHttpHeaders(http.httpHeaders().stream()
                                .map(ContainerProbe::header)
                                .toList())
                        .build();
    }

    private static HTTPHeader header(HttpHeader header) {
        return new HTTPHeader(header.name(), header.value());
    }

    private static @Nullable TCPSocketAction tcp(@Nullable TcpSocket tcp) {
        return tcp == null ? null : new TCPSocketAction(null, tcp.port());
    }

    private static @Nullable GRPCAction grpc(@Nullable Grpc grpc) {
        return grpc == null ? null : new GRPCAction(grpc.port(), grpc.service());
    }

    private static @Nullable ExecAction exec(@Nullable Exec exec) {
        return exec == null ? null : new ExecAction(exec.command());
    }
}
