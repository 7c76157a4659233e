package dev.reelkey.transcoder.media.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.transcoder.encode.EncodingPlan;
import dev.reelkey.transcoder.encode.MediaTask;
import dev.reelkey.transcoder.media.ByteSource;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.MediaProcess;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.ScanResult;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.SourceLimits;
import dev.reelkey.transcoder.media.pipe.Answer;
import dev.reelkey.transcoder.media.pipe.Request;
import dev.reelkey.transcoder.probe.ProbeRefusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Starts one confined JVM per call and talks to it over its stdin and stdout. */
public final class ChildMediaProcess implements MediaProcess {
  private static final SegmentSink NO_SINK =
      (rendition, segment) -> {
        throw new MediaFailureException(MediaFailure.PROTOCOL, "a scan makes no segments");
      };

  private final ChildLauncher launcher;
  private final ChildLimits limits;
  private final ObjectMapper json = new ObjectMapper();

  ChildMediaProcess(ChildLauncher launcher, ChildLimits limits) {
    this.launcher = launcher;
    this.limits = limits;
  }

  /**
   * Unpacks what the children need; do it once at start.
   *
   * @param cache a directory that only we may write to
   */
  public static ChildMediaProcess prepare(Sandbox sandbox, Path cache, ChildLimits limits)
      throws IOException {
    ChildCommand command = ChildCommand.prepare(sandbox, cache);
    return new ChildMediaProcess(() -> start(command.of(limits)), limits);
  }

  @Override
  public ScanResult scan(ByteSource source, SourceLimits sourceLimits) {
    if (source.size() == 0) {
      return new ScanResult.Refused(ProbeRefusal.EMPTY);
    }
    byte[] request = toJson(new Request(source.size(), sourceLimits, null, null));
    byte[] answer =
        new Conversation(launcher, limits, source)
            .hold(request, new ExpectedSegments(List.of()), NO_SINK, (done, total) -> {});
    return verdict(answer);
  }

  @Override
  public void run(
      MediaTask task,
      EncodingPlan plan,
      ByteSource source,
      SegmentSink sink,
      ProgressListener progress) {
    byte[] request = toJson(new Request(source.size(), SourceLimits.standard(), task, plan));
    new Conversation(launcher, limits, source)
        .hold(request, new ExpectedSegments(plan.segmentsOf(task)), sink, progress);
  }

  private ScanResult verdict(byte[] bytes) {
    try {
      Answer answer = json.readValue(bytes, Answer.class);
      if (answer.refusal() != null) {
        return new ScanResult.Refused(answer.refusal());
      }
      if (answer.source() != null) {
        return new ScanResult.Accepted(answer.source());
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MediaFailureException(MediaFailure.PROTOCOL, "the scan's answer is no answer", e);
    }
    throw new MediaFailureException(MediaFailure.PROTOCOL, "the scan's answer is empty");
  }

  private byte[] toJson(Request request) {
    try {
      return json.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request is always JSON", e);
    }
  }

  private static Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    return builder.start();
  }
}
