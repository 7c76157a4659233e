package dev.reelkey.transcoder.media.helper;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.core.id.RenditionName;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.pipe.FrameType;
import dev.reelkey.transcoder.media.pipe.OpenSegment;
import java.nio.ByteBuffer;

/** The sink inside the media process: every segment becomes a channel of the pipe. */
public final class SegmentOutput implements SegmentSink {
  private final OutputPipe pipe;
  private final ObjectMapper json = new ObjectMapper();
  private int nextChannel;

  SegmentOutput(OutputPipe pipe) {
    this.pipe = pipe;
  }

  @Override
  public SegmentWriter open(RenditionName rendition, int segment) {
    int channel = nextChannel++;
    pipe.send(FrameType.OPEN, channel, new OpenSegment(rendition, segment).toBytes());
    return new ChannelWriter(channel);
  }

  private final class ChannelWriter implements SegmentWriter {
    private final int channel;

    ChannelWriter(int channel) {
      this.channel = channel;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      pipe.data(channel, bytes, offset, length);
    }

    @Override
    public void finish(SegmentFacts facts) throws JsonProcessingException {
      pipe.send(FrameType.FINISH, channel, ByteBuffer.wrap(json.writeValueAsBytes(facts)));
    }
  }
}
