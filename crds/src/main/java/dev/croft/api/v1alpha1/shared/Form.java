package dev.croft.api.v1alpha1.shared;

/**
 * The rules that names and texts of several fields share, as CEL with the sentence the API server answers when one is
 * broken; changes when Croft accepts a different form of name.
 *
 * <p>CEL instead of a schema pattern, because the server reports a broken pattern as a bare regular expression.
 */
public final class Form {

    /** Names of objects, labels and hosts are made of it; a core Service may not begin with a digit. */
    public static final String OBJECT_NAME =
            "self.metadata.name.size() <= 52 && self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$')";

    public static final String OBJECT_NAME_SAYS =
            "metadata.name is not usable, because names of objects and hosts are made from it; use at most 52 characters out"
                    + " of a-z, 0-9 and -, beginning with a letter and ending with a letter or digit";

    public static final String LABEL = "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?$')";
    public static final String LABEL_SAYS =
            "not a valid name, because only a-z, 0-9 and - may be in it and it may not begin or end with -; rename it";

    public static final String SUBDOMAIN =
            "self.matches('^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$')";
    public static final String SUBDOMAIN_SAYS =
            "not a valid object name, because only a-z, 0-9, - and . may be in it and each part begins and ends with a"
                    + " letter or digit; write the name as kubectl get shows it";

    public static final String KEY = "self.matches('^[-._a-zA-Z0-9]+$')";
    public static final String KEY_SAYS =
            "not a valid key, because only letters, digits, -, _ and . may be in it; write the key as it stands in data";

    public static final String ENV_NAME = "self.matches('^[A-Za-z_][A-Za-z0-9_]*$')";
    public static final String ENV_NAME_SAYS =
            "not a valid variable name, because only letters, digits and _ may be in it and it may not begin with a"
                    + " digit; rename it";

    public static final String ENV_ONCE = "self.all(e, self.exists_one(o, o.name == e.name))";
    public static final String ENV_ONCE_SAYS =
            "self.map(e, !self.exists_one(o, o.name == e.name), 'variable ' + e.name + ' is set more than once, so it is"
                    + " unclear which one counts; remove all but one')[0]";

    /** A host name; the last part is not a number, or an address would pass as a name. */
    public static final String HOST_PATTERN =
            "([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\\\\.)*[a-z]([-a-z0-9]{0,61}[a-z0-9])?$";

    public static final String SHORTEST_ADDRESS = "!isIP(self) || ip.isCanonical(self)";
    public static final String SHORTEST_ADDRESS_SAYS =
            "an address is written in small letters and its shortest form, as the cluster shows it; write it like fd00::1";

    private Form() {}
}
