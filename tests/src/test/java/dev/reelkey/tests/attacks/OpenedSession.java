package dev.reelkey.tests.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelkey.tests.system.ApiClient;
import dev.reelkey.tests.system.StoredVideo;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/**
 * A session as a player holds it.
 *
 * @param keyUrls of all renditions, in playlist order, each once
 */
record OpenedSession(
    ApiClient client, JsonNode answer, List<String> mediaUrls, List<String> keyUrls) {
  OpenedSession {
    mediaUrls = List.copyOf(mediaUrls);
    keyUrls = List.copyOf(keyUrls);
  }

  static OpenedSession of(ApiClient client, JsonNode answer) {
    StoredVideo video = StoredVideo.of(client, answer);
    List<StoredVideo.Listed> segments =
        video.playlists().keySet().stream()
            .sorted()
            .flatMap(playlist -> video.segments(playlist).stream())
            .toList();
    return new OpenedSession(
        client,
        answer,
        segments.stream().map(StoredVideo.Listed::url).toList(),
        segments.stream().map(StoredVideo.Listed::keyUrl).distinct().toList());
  }

  String id() {
    return answer.get("session_id").asText();
  }

  String playbackToken() {
    return answer.get("playback_token").asText();
  }

  String keyUrl() {
    return keyUrls.get(0);
  }

  /** The key request of a player that plays by the rules. */
  HttpResponse<byte[]> key() {
    return key(keyUrl(), "Bearer " + playbackToken());
  }

  /** A key request with another address or header. */
  static HttpResponse<byte[]> key(String url, String authorization) {
    return ApiClient.send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", authorization));
  }

  /** {@code url} with another token in its path. */
  static String withPathToken(String url, String token) {
    return url.replaceFirst("/t/[^/]+/", "/t/" + token + "/");
  }

  /** The token in the path of {@code url}. */
  static String pathToken(String url) {
    return url.replaceFirst("^.*/t/([^/]+)/.*$", "$1");
  }
}
