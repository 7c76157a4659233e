package dev.reelkey.tests.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;

/**
 * A content key of a generation that a later one has replaced.
 *
 * @param url {@code …/t/{token}/{video}/{generation}/{rendition}/keys/{kid}} of the old session
 */
public record RetiredKey(String url) {
  private static final int TOKEN = 4;
  private static final int GENERATION = 6;

  /** A new session has its own key, and not this one, whatever path of its own it tries. */
  public void isRefusedTo(JsonNode session, StoredVideo seen) {
    ApiClient player = new ApiClient(URI.create(url), session.get("playback_token").asText());
    String own = seen.segments(seen.playlists().keySet().iterator().next()).get(0).keyUrl();
    HttpResponse<byte[]> granted = player.call("GET", own, "");
    assertThat(granted.statusCode()).as(own).isEqualTo(200);
    assertThat(granted.body()).hasSize(16);

    refuses(player, url, 403, "token_mismatch");
    // All its tokens agree, so that nothing but the generation is wrong.
    String signedForAnother = with(own, TOKEN, url);
    refuses(player, signedForAnother, 403, "path_token_invalid");
    refuses(player, with(own, GENERATION, signedForAnother), 404, "key_not_found");
  }

  /** {@code to} with one segment of {@code from}'s path. */
  private static String with(String from, int segment, String to) {
    String[] segments = to.split("/");
    segments[segment] = from.split("/")[segment];
    return String.join("/", segments);
  }

  private static void refuses(ApiClient player, String url, int status, String code) {
    HttpResponse<byte[]> answer = player.call("GET", url, "");
    assertThat(answer.statusCode()).as(url).isEqualTo(status);
    assertThat(ApiClient.parse(answer).path("code").asText()).as(url).isEqualTo(code);
  }
}
