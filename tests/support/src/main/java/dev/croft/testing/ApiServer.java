package dev.croft.testing;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a namespace of its own on a real API server: {@code @ExtendWith(ApiServer.class)} and a parameter of type
 * {@link Sandbox}. Changes when tests need something else from it.
 *
 * <p>One server serves all tests of a JVM and ends with it. It has no nodes, so no pods; tests that need those are
 * stories. Set {@code CROFT_TEST_KUBECONFIG} to use a cluster that runs already.
 */
public final class ApiServer implements ParameterResolver, AfterEachCallback {

    private static final Namespace STORE = Namespace.create(ApiServer.class);

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

    private static TestCluster cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(TestCluster.class, type -> TestCluster.start(), TestCluster.class);
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
