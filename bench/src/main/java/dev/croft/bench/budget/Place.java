package dev.croft.bench.budget;

import dev.croft.harness.state.Key;
import dev.croft.harness.state.Kind;

/** Where in a cluster an object is; changes never. */
record Place(String namespace, Key key) {

    static Place of(String namespace, Kind kind, String name) {
        return new Place(namespace, new Key(kind, name));
    }

    /** An object of another kind with the same name. */
    Place sibling(Kind kind) {
        return of(namespace, kind, key.name());
    }

    @Override
    public String toString() {
        return key + " in " + namespace;
    }
}
