package dev.croft.broken.fault;

import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * What one wrong operator does differently in one class.
 *
 * @param type the class, whether or not this module could name it in code
 * @param methods which of its methods change; one at least must exist
 * @param advice what they do besides or instead, inlined into them
 */
record Change(String type, ElementMatcher<MethodDescription> methods, Class<?> advice) {

    private static final String OPERATOR = "dev.croft.operator.";

    /** @param type the class as seen from the operator's own package */
    static Change of(String type, ElementMatcher<MethodDescription> methods, Class<?> advice) {
        return new Change(OPERATOR + type, methods, advice);
    }
}
