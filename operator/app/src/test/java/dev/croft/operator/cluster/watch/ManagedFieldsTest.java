package dev.croft.operator.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import org.junit.jupiter.api.Test;

class ManagedFieldsTest {

    private static final ObjectMapper MAPPER = mapper();

    private static ObjectMapper mapper() {
        var mapper = new ObjectMapper();
        ManagedFields.dropWhileReading(mapper);
        return mapper;
    }

    @Test
    void keepsTheFieldsOfItsOwnCreateAndTheirPlaceInTheList() throws JsonProcessingException {
        var object = read("""
                {"manager": "kubectl", "operation": "Update", "time": "2026-01-01T00:00:00Z", "fieldsV1": {"f:data": {"f:b": {}}}},
                {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:a": {}}}, "manager": "croft", "operation": "Update"}
                """);

        var entry = ManagedFields.own(object, "Update").orElseThrow();

        assertThat(entry.position()).isEqualTo(1);
        assertThat(entry.fields()).hasToString("{\"f:data\":{\"f:a\":{}}}");
    }

    @Test
    void dropsEverythingOfOthers() throws JsonProcessingException {
        var object = read("""
                {"manager": "kubectl", "operation": "Update", "fieldsV1": {"f:data": {"f:b": {}}}}
                """);

        var entry = object.getMetadata().getManagedFields().getFirst();

        assertThat(entry.getManager()).isNull();
        assertThat(entry.getFieldsV1()).isNull();
        assertThat(ManagedFields.own(object, "Update")).isEmpty();
    }

    @Test
    void keepsThatAnApplyExistsButNotItsFields() throws JsonProcessingException {
        var object = read("""
                {"manager": "croft", "operation": "Apply", "fieldsV1": {"f:data": {"f:a": {}}}}
                """);

        var entry = ManagedFields.own(object, "Apply").orElseThrow();

        assertThat(entry.position()).isZero();
        assertThat(entry.fields()).isNull();
        assertThat(ManagedFields.own(object, "Update")).isEmpty();
    }

    @Test
    void leavesFieldsOfAStatusAlone() throws JsonProcessingException {
        var object = read("""
                {"manager": "croft", "operation": "Update", "subresource": "status", "fieldsV1": {"f:status": {}}}
                """);

        assertThat(ManagedFields.own(object, "Update")).isEmpty();
    }

    @Test
    void findsNothingInAnObjectWithoutManagedFields() throws JsonProcessingException {
        assertThat(ManagedFields.own(read(""), "Update")).isEmpty();
    }

    @Test
    void readsOnBehindTheManagedFields() throws JsonProcessingException {
        var object = read("""
                {"manager": "other", "operation": "Update", "fieldsV1": {"f:data": {".": {}, "f:b": {}}}, "later": [1, {"a": 2}]}
                """);

        assertThat(object.getData()).containsEntry("a", "1");
    }

    private static ConfigMap read(String entries) throws JsonProcessingException {
        return MAPPER.readValue("""
                {"metadata": {"name": "it", "managedFields": [%s]}, "data": {"a": "1"}}
                """.formatted(entries), ConfigMap.class);
    }
}
