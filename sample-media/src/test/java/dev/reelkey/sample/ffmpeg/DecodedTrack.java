package dev.reelkey.sample.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** One track that is being read back. */
interface DecodedTrack {
  void take(AVPacket packet);

  void finish();
}
