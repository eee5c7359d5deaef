package dev.croft.harness.trial;

/** The harness was called in a way that it cannot serve; its message is one sentence for the caller. */
public final class Misuse extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Misuse(String sentence) {
        super(sentence);
    }
}
