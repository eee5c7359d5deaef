package dev.croft.operator.app;

import dev.croft.operator.cluster.watch.Freshness;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Ready means: started, and every watch was heard from within the last minute. */
@Singleton
@org.eclipse.microprofile.health.Readiness
@Startup
public final class Readiness implements HealthCheck {

    private final Lifecycle lifecycle;
    private final Freshness freshness;

    public Readiness(Lifecycle lifecycle, Freshness freshness) {
        this.lifecycle = lifecycle;
        this.freshness = freshness;
    }

    @Override
    public HealthCheckResponse call() {
        var blind = freshness.blind();
        var response = HealthCheckResponse.named("watches").status(lifecycle.isRunning() && blind.isEmpty());
        if (!blind.isEmpty()) {
            response.withData("blind", String.join(", ", blind));
        }
        return response.build();
    }
}
