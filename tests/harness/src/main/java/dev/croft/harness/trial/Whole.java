package dev.croft.harness.trial;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.croft.harness.schema.Bases;
import java.util.List;

/** The workload in which every property of every kind is set; changes with what those properties refer to. */
public final class Whole {

    /** As workloads are named on the command line; there is no file of that name. */
    public static final String NAME = "whole";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Whole() {}

    static Workload workload() {
        return new Workload(
                NAME,
                List.of(new Workload.Step(
                        "born",
                        List.of(
                                source("Secret", "stringData"),
                                source("ConfigMap", "data"),
                                elsewhere(),
                                Bases.of("Project"),
                                Bases.of("Service")),
                        List.of(),
                        List.of())));
    }

    // A Service can be made anew for it.
    private static ObjectNode elsewhere() {
        var project = MAPPER.createObjectNode()
                .put("apiVersion", "croft.dev/v1alpha1")
                .put("kind", "Project");
        project.putObject("metadata").put("name", "elsewhere");
        project.putObject("spec");
        return project;
    }

    private static ObjectNode source(String kind, String content) {
        var source = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", kind);
        source.putObject("metadata").put("name", "settings");
        source.putObject(content).put("KEY", kind.equals("Secret") ? "${canary}" : "value");
        return source;
    }
}
