package dev.reelkey.edge.nginx;

import dev.reelkey.edge.policy.EdgePolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One nginx and one origin for all tests of a class; the origin forgets between tests. */
final class EdgeUnderTest implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final EdgePolicy policy;
  private Path directory;
  private StubOrigin origin;
  private RunningEdge edge;

  EdgeUnderTest() {
    this(RunningEdge.generousPolicy());
  }

  EdgeUnderTest(EdgePolicy policy) {
    this.policy = policy;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    directory = Files.createTempDirectory("reelkey-edge");
    origin = new StubOrigin();
    edge = RunningEdge.start(directory, policy, origin.url(), Optional.empty());
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    origin.answersAsTheServicesDo();
    origin.forget();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (edge != null) {
      edge.close();
    }
    origin.close();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  StubOrigin origin() {
    return origin;
  }

  RunningEdge edge() {
    return edge;
  }

  /** One request on a connection of its own. */
  Wire.Answer get(String path, String... headers) throws IOException {
    return request("GET", path, headers);
  }

  Wire.Answer request(String method, String path, String... headers) throws IOException {
    try (Wire wire = edge.connect()) {
      return wire.request(method, path, headers);
    }
  }
}
