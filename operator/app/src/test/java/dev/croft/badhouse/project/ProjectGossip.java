package dev.croft.badhouse.project;

/** A decision of a kind. */
public record ProjectGossip(String about) {}
