package dev.croft.operator.settings;

/** What the ingress controller does with a core Service that is only a name of the outside. */
public enum ExternalNames {
    /** It leads nobody there, as Traefik does unless it is told otherwise. */
    IGNORED,
    FOLLOWED
}
