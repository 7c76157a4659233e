package dev.reelkey.transcoder.media.child;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.transcoder.encode.EncodingPlan.PlannedSegment;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentFacts;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SegmentSink.SegmentWriter;
import dev.reelkey.transcoder.media.pipe.Frame;
import dev.reelkey.transcoder.media.pipe.OpenSegment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Takes the child's output apart and trusts none of it. */
final class OutputReceiver {
  private static final int LARGEST_ANSWER = 128 << 20;

  private final ExpectedSegments expected;
  private final SegmentSink sink;
  private final ProgressListener progress;
  private final long outputLimit;
  private final Map<Integer, OpenChannel> channels = new HashMap<>();
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
  private final ObjectMapper json = new ObjectMapper();
  private long taken;

  OutputReceiver(
      ExpectedSegments expected, SegmentSink sink, ProgressListener progress, long outputLimit) {
    this.expected = expected;
    this.sink = sink;
    this.progress = progress;
    this.outputLimit = outputLimit;
  }

  byte[] answer() {
    return answer.toByteArray();
  }

  /** True when the child said that it is done, and everything is there. */
  boolean take(Frame frame) {
    try {
      switch (frame.type()) {
        case OPEN -> open(frame);
        case DATA -> data(frame);
        case FINISH -> finish(frame);
        case PROGRESS -> progress(frame.payload().duplicate());
        case RESULT -> result(frame);
        case FAILED -> throw failed(frame);
        case DONE -> {
          requireComplete();
          return true;
        }
        default -> throw nonsense("a frame of the wrong direction");
      }
      return false;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new MediaFailureException(MediaFailure.PROTOCOL, "a malformed frame", e);
    }
  }

  private void open(Frame frame) {
    OpenSegment open = OpenSegment.parse(frame.payload());
    expected.opened(new PlannedSegment(open.rendition(), open.segment()));
    SegmentWriter writer = store(() -> sink.open(open.rendition(), open.segment()));
    if (channels.put(frame.channel(), new OpenChannel(writer)) != null) {
      throw nonsense("a channel opened twice");
    }
  }

  private void data(Frame frame) {
    OpenChannel channel = channel(frame);
    int length = frame.payload().remaining();
    taken += length;
    if (taken > outputLimit) {
      throw new MediaFailureException(MediaFailure.TOO_EXPENSIVE, "more output than allowed");
    }
    channel.bytes += length;
    byte[] bytes = frame.payload().array();
    int offset = frame.payload().arrayOffset() + frame.payload().position();
    store(
        () -> {
          channel.writer.write(bytes, offset, length);
          return channel;
        });
  }

  private void finish(Frame frame) {
    OpenChannel channel = channel(frame);
    channels.remove(frame.channel());
    SegmentFacts facts = facts(frame);
    if (facts.bytes() != channel.bytes) {
      throw nonsense("a segment of another length");
    }
    store(
        () -> {
          channel.writer.finish(facts);
          return channel;
        });
  }

  private SegmentFacts facts(Frame frame) {
    try {
      return json.readValue(frame.bytes(), SegmentFacts.class);
    } catch (IOException e) {
      throw new MediaFailureException(MediaFailure.PROTOCOL, "facts that are none", e);
    }
  }

  private void progress(ByteBuffer payload) {
    progress.progress(payload.getLong(), payload.getLong());
  }

  private void result(Frame frame) {
    if (answer.size() > LARGEST_ANSWER) {
      throw new MediaFailureException(MediaFailure.TOO_EXPENSIVE, "an endless answer");
    }
    answer.writeBytes(frame.bytes());
  }

  private void requireComplete() {
    if (!channels.isEmpty()) {
      throw nonsense("segments without an end");
    }
    expected.requireAll();
  }

  private OpenChannel channel(Frame frame) {
    OpenChannel channel = channels.get(frame.channel());
    if (channel == null) {
      throw nonsense("a channel that is not open");
    }
    return channel;
  }

  private static MediaFailureException failed(Frame frame) {
    String name = new String(frame.bytes(), StandardCharsets.UTF_8);
    MediaFailure why =
        Arrays.stream(MediaFailure.values())
            .filter(failure -> failure.name().equals(name))
            .findFirst()
            .orElse(MediaFailure.PROTOCOL);
    return new MediaFailureException(why, "said by the media process");
  }

  private static MediaFailureException nonsense(String what) {
    return new MediaFailureException(MediaFailure.PROTOCOL, what);
  }

  private static <T> T store(StoreCall<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new MediaFailureException(MediaFailure.SINK_FAILED, "storing a segment", e);
    }
  }

  private interface StoreCall<T> {
    T run() throws IOException;
  }

  private static final class OpenChannel {
    private final SegmentWriter writer;
    private long bytes;

    OpenChannel(SegmentWriter writer) {
      this.writer = writer;
    }
  }
}
