package dev.croft.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a namespace of its own on a real API server: {@code @RegisterExtension static final ApiServer SERVER =
 * ApiServer.serving(...)} and a parameter of type {@link Sandbox}. Changes when tests need something else from it.
 *
 * <p>One server serves all tests of a JVM and ends with it. It has no nodes, so no pods; tests that need those are
 * stories. Set {@code CROFT_TEST_KUBECONFIG} to use a cluster that runs already.
 */
public final class ApiServer implements ParameterResolver, AfterEachCallback {

    private static final Namespace STORE = Namespace.create(ApiServer.class);

    private final List<Path> definitions;

    private ApiServer(List<Path> definitions) {
        this.definitions = definitions;
    }

    /** A server that knows the custom resources defined in these folders. */
    public static ApiServer serving(Path... definitions) {
        return new ApiServer(List.of(definitions));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Sandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(STORE).computeIfAbsent(Sandbox.class, type -> open(cluster(context)));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var sandbox = context.getStore(STORE).remove(Sandbox.class, Sandbox.class);
        if (sandbox != null) {
            // Not waited for: the next test has another namespace.
            sandbox.client().namespaces().withName(sandbox.namespace()).delete();
        }
    }

    private TestCluster cluster(ExtensionContext context) {
        var store = context.getRoot().getStore(STORE);
        var cluster = store.computeIfAbsent(TestCluster.class, type -> TestCluster.start(), TestCluster.class);
        // Once for all tests of the JVM: the server needs a moment for each definition.
        for (var folder : definitions) {
            store.computeIfAbsent(folder.toAbsolutePath(), path -> installed(cluster, path));
        }
        return cluster;
    }

    private static Boolean installed(TestCluster cluster, Path folder) {
        Definitions.install(cluster.client(), folder);
        return Boolean.TRUE;
    }

    private static Sandbox open(TestCluster cluster) {
        var name = "t-" + UUID.randomUUID().toString().substring(0, 13).toLowerCase(Locale.ROOT);
        cluster.client()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
        return new Sandbox(cluster.client(), name, cluster.kubeconfig());
    }
}
