package dev.reelkey.standalone.cli;

import dev.reelkey.core.http.Json;
import java.net.URI;
import picocli.CommandLine.Option;

/** What a running process tells: sentences for people, or one JSON object per line for machines. */
final class News {
  @Option(names = "--json", description = "Tell each event as one line of JSON, for machines.")
  private boolean json;

  /** Everything answers now. */
  record Ready(String event, URI url, URI managementUrl, URI signInUrl, String data) {
    Ready(URI url, URI managementUrl, URI signInUrl, String data) {
      this("ready", url, managementUrl, signInUrl, data);
    }
  }

  /** The link before has been used. */
  record SignIn(String event, URI signInUrl) {
    SignIn(URI signInUrl) {
      this("sign_in", signInUrl);
    }
  }

  /** A video can be watched. */
  record Video(String event, String id, String state, URI watchUrl) {
    Video(String id, URI watchUrl) {
      this("video", id, "READY", watchUrl);
    }
  }

  boolean json() {
    return json;
  }

  /** For people only. */
  void say(Terminal terminal, String sentence) {
    if (!json) {
      terminal.line(sentence);
    }
  }

  /** For machines only. */
  void event(Terminal terminal, Record event) {
    if (json) {
      terminal.line(Json.write(event));
    }
  }
}
