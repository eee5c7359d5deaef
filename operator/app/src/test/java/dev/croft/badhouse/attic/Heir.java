package dev.croft.badhouse.attic;

import java.net.URI;

/** Inherits, and knows the way out. */
final class Heir extends Testator {

    URI door() {
        return URI.create("https://example.com");
    }
}
