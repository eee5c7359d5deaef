package dev.croft.harness.lane;

/** One program of a lane's control plane; changes when a lane is made of other programs. */
public enum Part {
    ETCD("etcd"),
    API_SERVER("apiserver"),
    CONTROLLER_MANAGER("controller-manager"),
    SCHEDULER("scheduler"),
    /** Plays nodes and their pods, as kubelets would. */
    KWOK("kwok");

    private final String process;

    Part(String process) {
        this.process = process;
    }

    /** Its name in the script that starts it. */
    String process() {
        return process;
    }
}
