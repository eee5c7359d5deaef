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
    void keepsThePlaceOfItsOwnCreateInTheList() throws JsonProcessingException {
        var object = read("""
                {"manager": "kubectl", "operation": "Update", "time": "2026-01-01T00:00:00Z", "fieldsV1": {"f:data": {"f:b": {}}}},
                {"apiVersion": "v1", "fieldsType": "FieldsV1", "fieldsV1": {"f:data": {"f:a": {}}}, "manager": "croft", "operation": "Update"}
                """);

        assertThat(ManagedFields.position(object, "Update")).contains(1);
        assertThat(object.getMetadata().getManagedFields().get(1).getFieldsV1()).isNull();
    }

    @Test
    void dropsEverythingOfOthers() throws JsonProcessingException {
        var object = read("""
                {"manager": "kubectl", "operation": "Update", "fieldsV1": {"f:data": {"f:b": {}}}}
                """);

        var entry = object.getMetadata().getManagedFields().getFirst();

        assertThat(entry.getManager()).isNull();
        assertThat(entry.getFieldsV1()).isNull();
        assertThat(ManagedFields.position(object, "Update")).isEmpty();
    }

    @Test
    void keepsThatAnApplyExists() throws JsonProcessingException {
        var object = read("""
                {"manager": "croft", "operation": "Apply", "fieldsV1": {"f:data": {"f:a": {}}}}
                """);

        assertThat(ManagedFields.position(object, "Apply")).contains(0);
        assertThat(ManagedFields.position(object, "Update")).isEmpty();
    }

    @Test
    void leavesFieldsOfAStatusAlone() throws JsonProcessingException {
        var object = read("""
                {"manager": "croft", "operation": "Update", "subresource": "status", "fieldsV1": {"f:status": {}}}
                """);

        assertThat(ManagedFields.position(object, "Update")).isEmpty();
    }

    @Test
    void findsNothingInAnObjectWithoutManagedFields() throws JsonProcessingException {
        assertThat(ManagedFields.position(read(""), "Update")).isEmpty();
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
