package dev.croft.harness.state;

import java.util.Comparator;

/** An object inside a namespace. */
public record Key(Kind kind, String name) implements Comparable<Key> {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::kind).thenComparing(Key::name);

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return kind.word() + "/" + name;
    }
}
