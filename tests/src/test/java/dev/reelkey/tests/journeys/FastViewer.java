package dev.reelkey.tests.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.StoredVideo;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Plays a video again and again in one session, as hls.js does at many times the speed: each key
 * before its segment, the playback token refreshed on every round.
 */
final class FastViewer implements AutoCloseable {
  private static final long STEP_MILLIS = 500;

  private final ApiClient api;
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger segments = new AtomicInteger();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final StoredVideo video;
  private final Thread thread = new Thread(this::play, "viewer");
  private JsonNode session;

  private FastViewer(ApiClient api, JsonNode session) {
    this.api = api;
    this.session = session;
    this.video = StoredVideo.of(api, session);
  }

  static FastViewer start(ApiClient api, JsonNode session) {
    FastViewer viewer = new FastViewer(api, session);
    viewer.thread.start();
    return viewer;
  }

  /** Requests that were answered by anything but 200. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** How many segments were played so far. */
  int segments() {
    return segments.get();
  }

  /** The segments of the first variant, as this session sees them. */
  List<StoredVideo.Listed> listed() {
    return video.segments(lowestVariant());
  }

  private String lowestVariant() {
    List<String> lines = video.multivariant().lines().filter(line -> !line.isBlank()).toList();
    return lines.get(lines.size() - 1);
  }

  private void play() {
    while (!stopped.get()) {
      for (StoredVideo.Listed segment : listed()) {
        get(segment.keyUrl(), true);
        get(segment.url(), false);
        segments.incrementAndGet();
        if (stopped.get() || !pause()) {
          return;
        }
      }
      refresh();
    }
  }

  private void get(String url, boolean withToken) {
    HttpRequest.Builder request = HttpRequest.newBuilder(java.net.URI.create(url));
    if (withToken) {
      request.header("Authorization", "Bearer " + session.get("playback_token").asText());
    }
    HttpResponse<byte[]> answer = ApiClient.send(request);
    if (answer.statusCode() != 200) {
      failures.add(answer.statusCode() + " " + ApiClient.text(answer));
    }
  }

  private void refresh() {
    String path = "/v1/sessions/" + session.get("session_id").asText() + "/refresh";
    String body = "{\"refresh_token\":\"" + session.get("refresh_token").asText() + "\"}";
    HttpResponse<byte[]> answer = api.call("POST", path, body);
    if (answer.statusCode() == 200) {
      session = ApiClient.parse(answer);
    } else {
      failures.add("refresh: " + ApiClient.text(answer));
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    stopped.set(true);
    thread.interrupt();
    thread.join();
  }
}
