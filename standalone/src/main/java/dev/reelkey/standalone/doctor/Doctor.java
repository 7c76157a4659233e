package dev.reelkey.standalone.doctor;

import dev.reelkey.sample.SampleClip;
import dev.reelkey.sample.SampleMedia;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.OwnerOnly;
import dev.reelkey.standalone.data.Running;
import dev.reelkey.standalone.data.UserFaultException;
import dev.reelkey.standalone.embedded.RedisProgram;
import dev.reelkey.transcoder.media.child.Sandbox;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines this machine and the data directory, changing neither. */
public final class Doctor {
  private static final long ROOM = 2L << 30;
  private static final Instant BUILT_AFTER = Instant.parse("2025-01-01T00:00:00Z");

  private final DataDirectory data;
  private final int port;
  private final Clock clock;

  public Doctor(DataDirectory data, int port, Clock clock) {
    this.data = data;
    this.port = port;
    this.clock = clock;
  }

  public List<Finding> examine() {
    return List.of(
        java(), ffmpeg(), sandbox(), redis(), space(), attributes(), port(), clock(), doors());
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return version >= 17
        ? Finding.fine("java", "Java " + Runtime.version())
        : Finding.broken("java", "Java " + version + " is too old; install JDK 17 or newer.");
  }

  /** Loads the libraries and lets them work: that is what breaks on slim machines. */
  private static Finding ffmpeg() {
    try {
      Path scratch = Files.createTempDirectory("reelkey-doctor");
      Path clip = scratch.resolve("clip.mp4");
      try {
        SampleMedia.write(SampleClip.SHORT, clip);
        return Finding.fine("ffmpeg", "the libraries load and encode");
      } finally {
        Files.deleteIfExists(clip);
        Files.deleteIfExists(scratch);
      }
    } catch (IOException | RuntimeException | LinkageError e) {
      return Finding.broken(
          "ffmpeg",
          "the libraries do not load ("
              + e.getClass().getSimpleName()
              + "); on Debian: apt-get install libxcb1 libxcb-shm0 libxcb-shape0 libxcb-xfixes0");
    }
  }

  private static Finding sandbox() {
    Sandbox sandbox = Sandbox.detect();
    return sandbox.strength() == Sandbox.Strength.FULL
        ? Finding.fine("sandbox", sandbox.describe())
        : Finding.weak("sandbox", sandbox.describe());
  }

  private Finding redis() {
    try {
      Path unpackTo = Files.createTempDirectory("reelkey-doctor");
      try {
        String program = new RedisProgram(unpackTo).find();
        return Finding.fine("redis", Path.of(program).getFileName() + " runs");
      } finally {
        delete(unpackTo);
      }
    } catch (UserFaultException e) {
      return Finding.broken("redis", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Finding.broken("redis", "there is no temporary directory to try it in");
    }
  }

  private Finding space() {
    try {
      long free = DataDirectory.usableBytes(data.root());
      String text = (free >> 20) + " MiB free for " + data.root();
      return free >= ROOM
          ? Finding.fine("space", text)
          : Finding.weak("space", text + "; a video needs about three times its size.");
    } catch (IOException e) {
      return Finding.broken("space", "the file system of " + data.root() + " does not answer");
    }
  }

  /** The embedded S3 keeps each object's ETag in an extended attribute, and loses it without. */
  private Finding attributes() {
    try {
      FileStore store = Files.getFileStore(DataDirectory.existing(data.root()));
      return store.supportsFileAttributeView(UserDefinedFileAttributeView.class)
          ? Finding.fine("attributes", "the file system keeps extended attributes")
          : Finding.weak(
              "attributes",
              "the file system keeps no extended attributes; choose another by --data DIR.");
    } catch (IOException e) {
      return Finding.broken("attributes", "the file system does not answer");
    }
  }

  private Finding port() {
    Optional<Running> running = Running.find(data);
    if (running.isPresent()) {
      return Finding.fine("port", "Reelkey runs at " + running.get().publicUrl());
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress("127.0.0.1", port));
      return Finding.fine("port", "port " + port + " is free");
    } catch (IOException e) {
      return Finding.broken("port", "port " + port + " is in use; choose another with --port N.");
    }
  }

  private Finding clock() {
    return clock.instant().isAfter(BUILT_AFTER)
        ? Finding.fine("clock", "it is " + clock.instant())
        : Finding.broken("clock", "it is " + clock.instant() + "; set the clock, tokens need it.");
  }

  private Finding doors() {
    try {
      for (Path path : List.of(data.root(), data.secrets(), data.redis(), data.s3())) {
        if (Files.exists(path) && OwnerOnly.isOpenToOthers(path)) {
          return Finding.broken(
              "doors", path + " can be opened by others; run: chmod -R go= " + path);
        }
      }
      return Finding.fine("doors", "nobody else can open " + data.root());
    } catch (IOException e) {
      return Finding.broken("doors", data.root() + " cannot be examined; check its owner.");
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
