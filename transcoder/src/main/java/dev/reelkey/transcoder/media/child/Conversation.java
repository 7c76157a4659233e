package dev.reelkey.transcoder.media.child;

import dev.reelkey.transcoder.media.ByteSource;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.ProgressListener;
import dev.reelkey.transcoder.media.SegmentSink;
import dev.reelkey.transcoder.media.pipe.Frame;
import dev.reelkey.transcoder.media.pipe.FrameReader;
import dev.reelkey.transcoder.media.pipe.FrameType;
import dev.reelkey.transcoder.media.pipe.FrameWriter;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One request and everything until its end. Four threads: the caller's takes the output, one reads
 * the child's frames, one serves its reads, one drains its stderr. Whatever goes wrong, the child
 * is dead when {@link #hold} returns.
 */
final class Conversation {
  private static final Frame END = Frame.empty(FrameType.DONE, -1);

  // A window of smallest useful pieces; a child that sends more ignores its credit.
  private static final int MOST_FRAMES = 500_000;

  private final ChildLauncher launcher;
  private final ChildLimits limits;
  private final ByteSource source;
  // Unbounded, but the child's credit and the count of its reads bound what may be in it.
  private final BlockingQueue<Frame> output = new LinkedBlockingQueue<>();
  private final BlockingQueue<Frame> reads = new LinkedBlockingQueue<>();
  private final AtomicLong lastSign = new AtomicLong();
  private volatile Optional<MediaFailureException> failure = Optional.empty();

  Conversation(ChildLauncher launcher, ChildLimits limits, ByteSource source) {
    this.launcher = launcher;
    this.limits = limits;
    this.source = source;
  }

  /** The bytes of the answer, empty unless the request was a scan. */
  byte[] hold(
      byte[] request, ExpectedSegments expected, SegmentSink sink, ProgressListener progress) {
    Process child = launch();
    ErrorTail errors = new ErrorTail(child.getErrorStream());
    FrameWriter toChild = new FrameWriter(child.getOutputStream());
    OutputReceiver receiver = new OutputReceiver(expected, sink, progress, limits.outputBytes());
    Thread reader = daemon("media-frames", () -> readFrames(child));
    Thread server = daemon("media-source", () -> serveReads(request, toChild));
    Thread drain = daemon("media-stderr", errors::drain);
    try {
      takeOutput(receiver, toChild);
      return receiver.answer();
    } catch (MediaFailureException e) {
      errors.log(e);
      throw e;
    } finally {
      child.destroyForcibly();
      end(child, server, reader, drain);
    }
  }

  private Process launch() {
    try {
      return launcher.start();
    } catch (IOException e) {
      throw new MediaFailureException(MediaFailure.NOT_STARTED, "cannot start a child", e);
    }
  }

  private void takeOutput(OutputReceiver receiver, FrameWriter toChild) {
    long start = System.nanoTime();
    lastSign.set(start);
    try {
      while (true) {
        Frame frame = output.poll(200, TimeUnit.MILLISECONDS);
        long now = System.nanoTime();
        if (frame == null) {
          requireSign(start, now);
        } else if (frame == END) {
          failure.ifPresent(
              e -> {
                throw e;
              });
          throw new MediaFailureException(MediaFailure.CRASHED, "the child ended early");
        } else if (receiver.take(frame)) {
          return;
        } else if (frame.type() == FrameType.DATA) {
          giveCredit(toChild, frame);
          lastSign.set(System.nanoTime());
        }
        if (now - start > limits.wall().toNanos()) {
          throw new MediaFailureException(MediaFailure.TOO_EXPENSIVE, "over its time");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MediaFailureException(MediaFailure.STOPPED, "interrupted", e);
    }
  }

  private void requireSign(long start, long now) {
    failure.ifPresent(
        e -> {
          throw e;
        });
    if (now - Math.max(start, lastSign.get()) > limits.idle().toNanos()) {
      // As like as not it was we who stood still: a paused machine must not cost a film.
      throw new MediaFailureException(MediaFailure.CRASHED, "the child went silent");
    }
  }

  private static void giveCredit(FrameWriter toChild, Frame data) {
    try {
      toChild.write(Frame.empty(FrameType.CREDIT, data.payload().remaining()));
    } catch (IOException e) {
      // The child has gone; how it went is told by the end of its output.
      return;
    }
  }

  private void readFrames(Process child) {
    try {
      FrameReader frames = new FrameReader(child.getInputStream());
      for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
        Frame frame = next.get();
        lastSign.set(System.nanoTime());
        if (frame.type() == FrameType.READ) {
          reads.add(frame);
        } else {
          output.add(frame);
        }
        if (reads.size() + output.size() > MOST_FRAMES) {
          throw new IOException("more frames than the child has credit for");
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      fail(MediaFailure.PROTOCOL, "the child's frames are broken", e);
    }
    output.add(END);
  }

  private void serveReads(byte[] request, FrameWriter toChild) {
    try {
      toChild.writeAll(FrameType.REQUEST, 0, request);
      toChild.write(Frame.empty(FrameType.REQUEST_END, 0));
      ReadServer server = new ReadServer(source, toChild);
      while (true) {
        Frame read = reads.take();
        if (!server.serve(read)) {
          return;
        }
        lastSign.set(System.nanoTime());
      }
    } catch (MediaFailureException e) {
      failure = Optional.of(e);
    } catch (IOException e) {
      // The child has gone: the reader of its frames says how.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(MediaFailure why, String detail, Exception cause) {
    if (failure.isEmpty()) {
      failure = Optional.of(new MediaFailureException(why, detail, cause));
    }
  }

  private static Thread daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void end(Process child, Thread server, Thread reader, Thread drain) {
    server.interrupt();
    boolean interrupted = Thread.interrupted();
    try {
      child.waitFor(10, TimeUnit.SECONDS);
      reader.join(500);
      drain.join(500);
      server.join(500);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
