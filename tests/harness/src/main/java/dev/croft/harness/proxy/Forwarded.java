package dev.croft.harness.proxy;

/** Whether the server may have seen a call; changes never. */
public enum Forwarded {
    YES,
    NO
}
