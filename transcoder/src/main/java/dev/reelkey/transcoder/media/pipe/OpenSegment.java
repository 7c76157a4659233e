package dev.reelkey.transcoder.media.pipe;

import dev.reelkey.core.id.RenditionName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The payload of {@link FrameType#OPEN}. */
public record OpenSegment(RenditionName rendition, int segment) {
  public ByteBuffer toBytes() {
    byte[] name = rendition.value().getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(4 + name.length).putInt(segment).put(name).flip();
  }

  public static OpenSegment parse(ByteBuffer bytes) {
    ByteBuffer payload = bytes.duplicate();
    int segment = payload.getInt();
    String name = StandardCharsets.US_ASCII.decode(payload).toString();
    return new OpenSegment(new RenditionName(name), segment);
  }
}
