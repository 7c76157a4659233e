/** Health, readiness and metrics of a process. */
@NullMarked
package dev.reelkey.core.telemetry;

import org.jspecify.annotations.NullMarked;
