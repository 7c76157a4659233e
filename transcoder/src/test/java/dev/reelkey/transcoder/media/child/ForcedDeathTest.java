package dev.reelkey.transcoder.media.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.reelkey.transcoder.media.ByteSource;
import dev.reelkey.transcoder.media.MediaFailure;
import dev.reelkey.transcoder.media.MediaFailureException;
import dev.reelkey.transcoder.media.SourceLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForcedDeathTest {
  /** It ends no child before the child has done what it does, however busy the machine is. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final long OUTPUT = 1_000_000;
  private static final ChildLimits PATIENT = new ChildLimits(LONG, LONG, LONG, OUTPUT);
  private static final ChildLimits SHORT_IDLE =
      new ChildLimits(LONG, Duration.ofSeconds(1), LONG, OUTPUT);
  private static final ChildLimits SHORT_WALL =
      new ChildLimits(Duration.ofSeconds(3), LONG, LONG, OUTPUT);

  private final AtomicReference<Process> child = new AtomicReference<>();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kill -SEGV $$                       | CRASHED",
        "kill -ABRT $$                       | CRASHED",
        "kill -KILL $$                       | CRASHED",
        "exit 0                              | CRASHED",
        "exit 3                              | CRASHED",
        "printf 'frames'                     | PROTOCOL",
        "head -c 300000000 /dev/zero         | PROTOCOL",
        "printf '\\012\\0\\0\\0\\0\\0\\0\\0\\0'  | PROTOCOL",
        "printf '\\005\\0\\0\\0\\0\\0\\0\\0\\0'  | PROTOCOL",
        "printf '\\006\\0\\0\\0\\0\\377\\0\\0\\0'| PROTOCOL",
        "printf '\\004\\0\\0\\0\\0\\0\\0\\0\\014\\0\\0\\0\\0\\0\\0\\0\\0\\0\\1\\0\\0'; sleep 9 | PROTOCOL",
      })
  @DisplayName("MED-2: whatever way the child dies, the end is a named failure and no process")
  void everyDeathIsANamedFailure(String script, MediaFailure expected) {
    ChildMediaProcess process = new ChildMediaProcess(() -> start(script), PATIENT);

    assertEnd(process, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes 1>&2 & sleep 20; wait", "sleep 20", "trap '' TERM; sleep 20"})
  @DisplayName("MED-2: a child that says nothing for too long counts as crashed")
  void aSilentChildIsEnded(String script) {
    ChildMediaProcess process = new ChildMediaProcess(() -> start(script), SHORT_IDLE);

    assertEnd(process, MediaFailure.CRASHED);
  }

  @Test
  @DisplayName("MED-2: an endless source of progress ends with the wall clock")
  void theWallClockEndsEndlessProgress() {
    String frame =
        "\\010\\0\\0\\0\\0\\0\\0\\0\\020\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\1";
    ChildMediaProcess process =
        new ChildMediaProcess(
            () -> start("while :; do printf '" + frame + "'; sleep 0.05; done"), SHORT_WALL);

    assertEnd(process, MediaFailure.TOO_EXPENSIVE);
  }

  @Test
  void anInterruptedWorkerKillsItsChild() throws InterruptedException {
    ChildMediaProcess process =
        new ChildMediaProcess(() -> start("sleep 20"), ChildLimits.standard());
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread worker =
        new Thread(
            () -> {
              try {
                process.scan(new Zeros(1_000), SourceLimits.standard());
              } catch (MediaFailureException e) {
                thrown.set(e);
              }
            });
    worker.start();
    worker.interrupt();
    worker.join(60_000);

    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            MediaFailureException.class,
            e -> assertThat(e.failure()).isEqualTo(MediaFailure.STOPPED));
    assertThat(child.get().isAlive()).isFalse();
  }

  @Test
  void aProgramThatIsNotThereIsNamed() {
    ChildMediaProcess process =
        new ChildMediaProcess(
            () -> new ProcessBuilder("/nowhere/java").start(), ChildLimits.standard());

    MediaFailureException failure =
        catchThrowableOfType(
            MediaFailureException.class,
            () -> process.scan(new Zeros(1_000), SourceLimits.standard()));

    assertThat(failure.failure()).isEqualTo(MediaFailure.NOT_STARTED);
  }

  private void assertEnd(ChildMediaProcess process, MediaFailure expected) {
    MediaFailureException failure =
        catchThrowableOfType(
            MediaFailureException.class,
            () -> process.scan(new Zeros(1_000), SourceLimits.standard()));

    assertThat(failure.failure()).isEqualTo(expected);
    assertThat(child.get().isAlive()).isFalse();
  }

  private Process start(String script) throws IOException {
    Process started = new ProcessBuilder("/bin/sh", "-c", script).start();
    child.set(started);
    return started;
  }

  private record Zeros(long size) implements ByteSource {
    @Override
    public int read(long position, byte[] into, int offset, int length) {
      return length;
    }
  }
}
