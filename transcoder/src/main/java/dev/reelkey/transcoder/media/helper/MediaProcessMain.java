package dev.reelkey.transcoder.media.helper;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelkey.transcoder.ffmpeg.FfmpegWork;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.pipe.Answer;
import dev.reelkey.transcoder.media.pipe.Frame;
import dev.reelkey.transcoder.media.pipe.FrameReader;
import dev.reelkey.transcoder.media.pipe.FrameType;
import dev.reelkey.transcoder.media.pipe.FrameWriter;
import dev.reelkey.transcoder.media.pipe.Request;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The main of the media process: one request, one answer, then the end. */
public final class MediaProcessMain {
  private final FrameReader in = new FrameReader(new FileInputStream(FileDescriptor.in));
  private final OutputPipe out =
      new OutputPipe(new FrameWriter(new FileOutputStream(FileDescriptor.out)));
  private final ObjectMapper json = new ObjectMapper();

  private MediaProcessMain() {}

  public static void main(String[] arguments) throws IOException {
    // Only frames go to stdout, whoever prints.
    System.setOut(System.err);
    new MediaProcessMain().serve();
  }

  private void serve() throws IOException {
    Request request = json.readValue(request(), Request.class);
    SourceReader source = new SourceReader(request.sourceBytes(), out);
    daemon("frames-out", out::drain);
    daemon("frames-in", () -> receive(source));
    FrameType end = FrameType.DONE;
    byte[] detail = new byte[0];
    try {
      work(request, source);
    } catch (MediaFailureException e) {
      e.printStackTrace();
      end = FrameType.FAILED;
      detail = e.failure().name().getBytes(StandardCharsets.US_ASCII);
    } catch (RuntimeException | IOException e) {
      e.printStackTrace();
      end = FrameType.FAILED;
      detail = MediaFailure.CRASHED.name().getBytes(StandardCharsets.US_ASCII);
    }
    out.send(end, 0, ByteBuffer.wrap(detail));
    // The worker ends this process as soon as it has read the last frame.
    park();
  }

  private void work(Request request, SourceReader source) throws IOException {
    FfmpegWork work = new FfmpegWork(source, request.limits());
    if (request.task() == null || request.plan() == null) {
      Answer answer = work.scan();
      out.sendAll(FrameType.RESULT, json.writeValueAsBytes(answer));
    } else {
      work.run(request.task(), request.plan(), new SegmentOutput(out), out::progress);
    }
  }

  private byte[] request() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      Frame frame = in.next().orElseThrow(() -> new IOException("no request"));
      if (frame.type() == FrameType.REQUEST_END) {
        return bytes.toByteArray();
      }
      bytes.writeBytes(frame.bytes());
    }
  }

  private void receive(SourceReader source) {
    try {
      for (var next = in.next(); next.isPresent(); next = in.next()) {
        Frame frame = next.get();
        if (frame.type() == FrameType.BYTES) {
          source.arrived(frame);
        } else if (frame.type() == FrameType.CREDIT) {
          out.addCredit(frame.channel());
        }
      }
    } catch (IOException e) {
      source.close();
    }
    // The worker has gone: so do we, even from inside a decoder.
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void park() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
