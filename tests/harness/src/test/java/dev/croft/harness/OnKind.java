package dev.croft.harness;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each story a {@link Stage}: a fresh namespace of the one cluster that all stories of a run share. Changes with
 * what a story finds and leaves.
 */
public final class OnKind implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace STORE = Namespace.create(OnKind.class);

    @Override
    public void beforeEach(ExtensionContext context) {
        var stage = stage(context);
        Progress.say("STORY %s, in namespace %s"
                .formatted(context.getRequiredTestMethod().getName(), stage.namespace()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Stage.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return stage(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var stage = context.getStore(STORE).remove(Stage.class, Stage.class);
        if (stage == null) {
            return;
        }
        if (context.getExecutionException().isPresent()) {
            Progress.say("  FAILED: " + context.getExecutionException().get().getMessage());
            stage.tellWhatIs();
        } else {
            Progress.say("  so it is");
        }
        stage.clear();
    }

    private static Stage stage(ExtensionContext context) {
        return context.getStore(STORE).computeIfAbsent(Stage.class, type -> open(context), Stage.class);
    }

    private static Stage open(ExtensionContext context) {
        var cluster = context.getRoot()
                .getStore(STORE)
                .computeIfAbsent(KindCluster.class, type -> KindCluster.start(), KindCluster.class);
        return Stage.open(
                cluster, "s-" + UUID.randomUUID().toString().substring(0, 8).toLowerCase(Locale.ROOT));
    }
}
