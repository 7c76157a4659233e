package dev.reelkey.playback.page;

import java.util.List;

/**
 * What the page may load and reach: its own files, and where media come from. Nothing inline, no
 * cookie, no frame (ASVS 3.4.3).
 *
 * @param mediaOrigins origins of playlists, segments and keys, besides the page's own
 */
record ContentSecurityPolicy(List<String> mediaOrigins) {
  ContentSecurityPolicy {
    mediaOrigins = List.copyOf(mediaOrigins);
  }

  String header() {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob:",
        // hls.js feeds the picture through a MediaSource, whose address is a blob, and begins a
        // track of
        // subtitles with the empty file "data:,WEBVTT".
        "media-src blob: data:",
        String.join(" ", "connect-src 'self'", String.join(" ", mediaOrigins)).strip(),
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        // The page's one policy lets the player's worker through and nothing else.
        "require-trusted-types-for 'script'",
        "trusted-types default");
  }
}
