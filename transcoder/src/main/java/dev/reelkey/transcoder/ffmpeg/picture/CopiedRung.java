package dev.reelkey.transcoder.ffmpeg.picture;

import dev.reelkey.transcoder.ffmpeg.Packets;
import dev.reelkey.transcoder.ts.AvcParameters;
import dev.reelkey.transcoder.ts.NalUnit;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** The source's own pictures as the top rung. */
final class CopiedRung {
  private final ChunkPictures chunk;
  private final AvcParameters parameters;
  private final RungWriter writer;
  private boolean inside;
  private boolean over;

  CopiedRung(ChunkPictures chunk, AvcParameters parameters, RungWriter writer) {
    this.chunk = chunk;
    this.parameters = parameters;
    this.writer = writer;
  }

  /** Takes the source's packets as they come; those outside of the chunk are ignored. */
  void accept(AVPacket packet) throws IOException {
    int shown = chunk.clock().pictureAt(Packets.time(packet));
    // Cuts are IDRs: between two of them decoding order holds no foreign picture.
    inside = inside || shown == chunk.first();
    over = over || shown >= chunk.end();
    if (inside && !over) {
      byte[] sample = Packets.bytes(packet);
      writer.write(sample, NalUnit.ofLengths(sample, parameters.lengthBytes()), shown);
    }
  }

  boolean over() {
    return over;
  }

  void end() throws IOException {
    writer.end();
  }
}
