/**
 * What the person who installs Croft may change, as one record.
 *
 * <p>Never a default that a custom resource can set for itself.
 */
@NullMarked
package dev.croft.operator.settings;

import org.jspecify.annotations.NullMarked;
