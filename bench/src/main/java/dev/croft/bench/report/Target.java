package dev.croft.bench.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A figure held against what was promised; changes with what is said of it. */
public record Target(String id, String limit, String measured, Verdict verdict) {

    /** What became of a promise in one run. */
    public enum Verdict {
        @JsonProperty("met")
        MET,
        @JsonProperty("missed")
        MISSED
    }
}
