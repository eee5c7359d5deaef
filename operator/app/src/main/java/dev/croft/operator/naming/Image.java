package dev.croft.operator.naming;

/**
 * An image of a release. Changes with how images are named.
 *
 * @param named as the spec names it, or named it; part of what tells one release from another
 * @param pulled how it is pulled, which may be by a digest that the name had
 */
public record Image(String named, String pulled) {

    private static final String USUAL_REGISTRY = "docker.io/";

    /** An image that is pulled by its name. */
    public static Image asNamed(String name) {
        return new Image(name, name);
    }

    /** Whether its digest is one of a repository, as kubelets write that: with the registry. */
    public boolean isOfRepository(String repository) {
        return whole(repository()).equals(whole(repository));
    }

    private String repository() {
        var withoutDigest = named.split("@", 2)[0];
        int tag = withoutDigest.lastIndexOf(':');
        // Before a slash it is the port of the registry.
        return tag > withoutDigest.lastIndexOf('/') ? withoutDigest.substring(0, tag) : withoutDigest;
    }

    // https://pkg.go.dev/github.com/distribution/reference#ParseNormalizedNamed
    private static String whole(String repository) {
        int slash = repository.indexOf('/');
        var first = slash < 0 ? "" : repository.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return repository;
        }
        return USUAL_REGISTRY + (slash < 0 ? "library/" : "") + repository;
    }
}
