package dev.croft.harness;

/** What a request through the ingress controller got; a status of 0 is no answer at all. */
public record Answer(int status, String body) {}
