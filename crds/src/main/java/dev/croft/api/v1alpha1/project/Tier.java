package dev.croft.api.v1alpha1.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a Project matters; changes with the public contract. */
public enum Tier {
    @JsonProperty("production")
    PRODUCTION("production"),
    @JsonProperty("staging")
    STAGING("staging"),
    @JsonProperty("development")
    DEVELOPMENT("development");

    private final String text;

    Tier(String text) {
        this.text = text;
    }

    /** The word in specs, and the value of TIER in containers. */
    public String text() {
        return text;
    }
}
