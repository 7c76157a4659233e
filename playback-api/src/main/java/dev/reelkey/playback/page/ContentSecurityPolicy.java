package dev.reelkey.playback.page;

import java.util.Optional;

/**
 * What the page may load and reach: its own files, and the media origin. Nothing inline, no cookie,
 * no frame (ASVS 3.4.3).
 *
 * @param mediaOrigin where playlists, segments and keys come from; empty where it is the page's own
 */
record ContentSecurityPolicy(Optional<String> mediaOrigin) {
  String header() {
    String media = mediaOrigin.map(origin -> " " + origin).orElse("");
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        // hls.js feeds the picture through a MediaSource, whose address is a blob.
        "media-src blob:",
        "connect-src 'self'" + media,
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        // The page's one policy lets the player's worker through and nothing else.
        "require-trusted-types-for 'script'",
        "trusted-types default");
  }
}
