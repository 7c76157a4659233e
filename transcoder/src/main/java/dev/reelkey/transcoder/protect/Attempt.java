package dev.reelkey.transcoder.protect;

import dev.reelkey.core.id.AttemptNonce;
import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.layout.ObjectLayout;

/** One attempt at one task; its objects carry its nonce and meet nobody else's. */
public record Attempt(VideoId video, GenerationId generation, AttemptNonce nonce) {
  public String file(RenditionName rendition, int segment) {
    return ObjectLayout.segmentFile(segment, nonce, SegmentNames.extension(rendition));
  }

  public String object(RenditionName rendition, String file) {
    return ObjectLayout.media(video, generation, rendition) + file;
  }
}
