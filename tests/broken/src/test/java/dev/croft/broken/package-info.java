/** That a broken build is started as asked, or not at all. */
@NullMarked
package dev.croft.broken;

import org.jspecify.annotations.NullMarked;
