/**
 * What pods read: variables, Secrets and ConfigMaps, and the names that files and specs use for them.
 *
 * <p>Never their values.
 */
@NullMarked
package dev.croft.operator.sources;

import org.jspecify.annotations.NullMarked;
