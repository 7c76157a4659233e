package dev.reelkey.sample.ffmpeg;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Reads timed text: two bytes of length, then UTF-8; an empty text ends the one before. */
record DecodedLines(List<String> lines) implements DecodedTrack {
  @Override
  public void take(AVPacket packet) {
    byte[] sample = new byte[packet.size()];
    packet.data().get(sample);
    String text = new String(sample, 2, sample.length - 2, StandardCharsets.UTF_8);
    if (!text.isEmpty()) {
      lines.add(text);
    }
  }

  @Override
  public void finish() {}
}
