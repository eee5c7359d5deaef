package dev.croft.harness.proxy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What is done with one call; a new way to disturb is a new record here.
 *
 * <p>A watch counts as answered when it opens.
 */
public sealed interface Treatment {

    /** What the ledger begins with where a rule or an act threw: the trial is at fault, not the operator. */
    String FAILED = "failed";

    /** What the ledger calls it. */
    String label();

    /** Passed on as it is. */
    record Forward() implements Treatment {
        @Override
        public String label() {
            return "";
        }
    }

    /** Passed on later, as on a slow network: also if the client has gone meanwhile. */
    record Delay(Duration by) implements Treatment {
        @Override
        public String label() {
            return "delay";
        }
    }

    /** Passed on at once; the answer reaches the client later. A watch opens without delay. */
    record LateReply(Duration by) implements Treatment {
        @Override
        public String label() {
            return "late-reply";
        }
    }

    /** Answered in the server's stead. */
    record Answer(int code, Optional<Duration> retryAfter) implements Treatment {

        public Answer {
            Status.requireKnown(code);
        }

        @Override
        public String label() {
            return "answer";
        }
    }

    /** The connection is closed, nothing is passed on. */
    record Reset() implements Treatment {
        @Override
        public String label() {
            return "reset";
        }
    }

    /** Passed on; once the server has answered in full, the connection is closed instead of telling. */
    record LoseReply() implements Treatment {
        @Override
        public String label() {
            return "lose-reply";
        }
    }

    /** The act runs, then the connection is closed; nothing is passed on. */
    record Before(Runnable act) implements Treatment {
        @Override
        public String label() {
            return "before";
        }
    }

    /** Passed on; once the server has answered in full the act runs, then the connection is closed. */
    record After(Runnable act) implements Treatment {
        @Override
        public String label() {
            return "after";
        }
    }

    /**
     * Passed on only when the stage completes, also if the client has gone meanwhile. A stage that fails gives the call
     * up: it is never passed on.
     */
    record Hold(CompletionStage<?> until) implements Treatment {
        @Override
        public String label() {
            return "hold";
        }
    }
}
