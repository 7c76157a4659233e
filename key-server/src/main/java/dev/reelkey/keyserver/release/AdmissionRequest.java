package dev.reelkey.keyserver.release;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;

/**
 * Asks whether the session may have the key now.
 *
 * @param address the client's; only the native tier is bound to it
 * @param height of the rendition; 0 for sound and text
 * @param period index of the timeline period
 * @param seconds how much media the period is
 * @param attempt random, never the client's own: a retried script knows its own proof by it
 */
record AdmissionRequest(
    Viewer viewer,
    VideoId video,
    GenerationId generation,
    String address,
    int height,
    int period,
    double seconds,
    String attempt) {}
