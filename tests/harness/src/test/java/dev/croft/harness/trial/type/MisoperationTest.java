package dev.croft.harness.trial.type;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class MisoperationTest {

    @Test
    void aComplaintIsOfThePresentGenerationAndSaysWhy() throws JsonProcessingException {
        assertThat(Misoperation.complains(service(2, "Ready", "False", "No Secret absent.")))
                .isTrue();
        assertThat(Misoperation.complains(service(2, "Ready", "False", " "))).isFalse();
        assertThat(Misoperation.complains(service(2, "Ready", "True", "All is so.")))
                .isFalse();
        assertThat(Misoperation.complains(service(1, "Ready", "False", "No Secret absent.")))
                .isFalse();
    }

    @Test
    void whoeverIsStalledSaysSoByThatCondition() throws JsonProcessingException {
        assertThat(Misoperation.isStalled(service(2, "Stalled", "True", "Create it.")))
                .isTrue();
        assertThat(Misoperation.isStalled(service(2, "Stalled", "True", ""))).isFalse();
        assertThat(Misoperation.isStalled(service(2, "Ready", "False", "Create it.")))
                .isFalse();
        assertThat(Misoperation.isStalled(service(1, "Stalled", "True", "Create it.")))
                .isFalse();
    }

    private static JsonNode service(int observed, String type, String status, String message)
            throws JsonProcessingException {
        return new ObjectMapper().readTree("""
                {"metadata": {"generation": 2}, "status": {"observedGeneration": %d, "conditions": [
                  {"type": "%s", "status": "%s", "reason": "SourceNotFound", "message": "%s", "observedGeneration": %d}]}}
                """.formatted(observed, type, status, message, observed));
    }
}
