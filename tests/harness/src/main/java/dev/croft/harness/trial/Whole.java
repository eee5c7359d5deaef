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
                                source("Secret", "settings", "stringData"),
                                source("Secret", "more", "stringData"),
                                source("ConfigMap", "settings", "data"),
                                source("ConfigMap", "more", "data"),
                                elsewhere(),
                                Bases.of("Project"),
                                Bases.of("Service"),
                                worker()),
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

    // The Service of which the other one speaks; with a lasting volume, of which its Project speaks.
    private static ObjectNode worker() {
        var worker = MAPPER.createObjectNode()
                .put("apiVersion", "croft.dev/v1alpha1")
                .put("kind", "Service");
        worker.putObject("metadata").put("name", "worker");
        var spec = worker.putObject("spec").put("image", "example.com/worker:1");
        spec.putObject("projectRef").put("name", "shop");
        spec.putArray("ports").addObject().put("name", "jobs").put("port", 7000);
        spec.putArray("volumes")
                .addObject()
                .put("name", "jobs")
                .put("mountPath", "/jobs")
                .put("size", "1Gi");
        return worker;
    }

    private static ObjectNode source(String kind, String name, String content) {
        var source = MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", kind);
        source.putObject("metadata").put("name", name);
        var value = kind.equals("Secret") ? "${canary}" : name;
        source.putObject(content).put("KEY", value).put("OTHER", "another " + value);
        return source;
    }
}
