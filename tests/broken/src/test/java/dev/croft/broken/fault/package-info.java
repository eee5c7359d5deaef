/** That every fault still finds what it breaks. */
@NullMarked
package dev.croft.broken.fault;

import org.jspecify.annotations.NullMarked;
