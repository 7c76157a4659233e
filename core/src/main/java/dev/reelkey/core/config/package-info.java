/** Settings from the environment, read once, all faults told together. */
@NullMarked
package dev.reelkey.core.config;

import org.jspecify.annotations.NullMarked;
