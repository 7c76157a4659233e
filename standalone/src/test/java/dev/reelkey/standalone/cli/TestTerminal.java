package dev.reelkey.standalone.cli;

import com.sun.net.httpserver.HttpServer;
import dev.reelkey.standalone.data.DataDirectory;
import dev.reelkey.standalone.data.Running;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A terminal without a person: what is typed, set and printed lies in memory. */
final class TestTerminal {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Map<String, String> environment = new HashMap<>();
  private String typed = "";

  int run(String... words) {
    Terminal terminal =
        new Terminal(
            new BufferedReader(new StringReader(typed)),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            environment,
            Clock.systemUTC(),
            new SecureRandom());
    return Reelkey.execute(terminal, words);
  }

  TestTerminal type(String text) {
    typed = text;
    return this;
  }

  void set(String name, String value) {
    environment.put(name, value);
  }

  /** Where {@link #withRemote} has it listen. */
  String remote() {
    return environment.getOrDefault("REELKEY_URL", "");
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** A remote system that gives one answer to everything. */
  void withRemote(String answer, Runnable test) throws IOException {
    byte[] bytes = answer.getBytes(StandardCharsets.US_ASCII);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    try {
      set("REELKEY_URL", "http://127.0.0.1:" + server.getAddress().getPort());
      set("REELKEY_TOKEN", "x");
      test.run();
    } finally {
      server.stop(0);
    }
  }

  static void noteRunningAt(URI address, DataDirectory data) {
    URI edge = URI.create("https://video.example");
    long thisOne = ProcessHandle.current().pid();
    new Running(thisOne, edge, address, Set.of(), address, data.secrets(), true).note(data);
  }
}
