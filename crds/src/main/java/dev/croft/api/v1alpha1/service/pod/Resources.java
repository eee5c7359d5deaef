package dev.croft.api.v1alpha1.service.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;

/** What a container is given and may use at most; changes when another resource can be asked for. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(value = Resources.WITHIN, messageExpression = Resources.WITHIN_SAYS)
public record Resources(
        @Size(max = 3)
        @ValidationRule(value = Resources.KNOWN, messageExpression = Resources.KNOWN_SAYS)
        @ValidationRule(value = Resources.AMOUNT, messageExpression = Resources.AMOUNT_SAYS)
        @JsonPropertyDescription(
                "What each pod is sure to get, by resource: cpu (cores, for example 100m), memory and ephemeral-storage (bytes, for example 128Mi).")
        Map<String, String> requests,

        @Size(max = 3)
        @ValidationRule(value = Resources.KNOWN, messageExpression = Resources.KNOWN_SAYS)
        @ValidationRule(value = Resources.AMOUNT, messageExpression = Resources.AMOUNT_SAYS)
        @JsonPropertyDescription(
                "What each pod may use at most, by resource: cpu, memory, ephemeral-storage. More memory than this ends the container.")
        Map<String, String> limits) {

    private static final String RESOURCES = "['cpu', 'memory', 'ephemeral-storage']";
    static final String KNOWN = "self.all(k, k in " + RESOURCES + ")";
    static final String KNOWN_SAYS = "self.map(k, !(k in " + RESOURCES
            + "), k + ' is not a resource that can be set here;" + " use cpu, memory or ephemeral-storage')[0]";

    private static final String GOOD =
            "isQuantity(string(self[k])) && !quantity(string(self[k])).isLessThan(quantity('0'))";
    static final String AMOUNT = "self.all(k, " + GOOD + ")";
    static final String AMOUNT_SAYS = "self.map(k, !(" + GOOD + "), 'the amount of ' + k + ' is not a quantity; write a"
            + " number that is not negative, with a unit if needed, for example 500m, 2 or 128Mi')[0]";

    // Silent about amounts that are none: the rule before says so already, and one mistake gets one message.
    private static final String OVER = "k in self.limits && isQuantity(string(self.requests[k]))"
            + " && isQuantity(string(self.limits[k]))"
            + " && quantity(string(self.requests[k])).isGreaterThan(quantity(string(self.limits[k])))";
    static final String WITHIN = "!has(self.requests) || !has(self.limits) || !self.requests.exists(k, " + OVER + ")";
    static final String WITHIN_SAYS =
            "self.requests.map(k, " + OVER + ", 'requests.' + k + ' is more than limits.' + k + ',"
                    + " so no pod could be placed; lower the request or raise the limit')[0]";

    @SuppressWarnings("NullAway") // Jackson passes null for a list that is absent.
    public Resources {
        requests = requests == null ? Map.of() : Map.copyOf(requests);
        limits = limits == null ? Map.of() : Map.copyOf(limits);
    }
}
