package dev.croft.harness.trial;

/** An oracle was contradicted: the trial has failed. */
public final class Finding extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String path;

    /**
     * @param oracle its number in the promises, such as O3
     * @param path the first thing that differs
     */
    public Finding(String oracle, String path) {
        super(oracle + " " + path);
        this.path = oracle + " " + path;
    }

    /** The oracle and the first thing that differs. */
    public String path() {
        return path;
    }
}
