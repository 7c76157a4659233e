package dev.reelkey.tests.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A video as a session's player sees it: every playlist, key and segment, by the public URLs. */
public final class StoredVideo {
  private static final Pattern MEDIA_URI = Pattern.compile("URI=\"([^\"]+)\"");
  private static final Pattern DURATION = Pattern.compile("^#EXTINF:([0-9.]+),");
  private static final Pattern KEY_LINE =
      Pattern.compile("#EXT-X-KEY:METHOD=AES-128,URI=\"([^\"]+)\",IV=0x([0-9A-F]{32}).*");

  private final ApiClient api;
  private final String keyToken;
  private final String multivariant;
  private final Map<String, String> playlists = new HashMap<>();
  private final Map<String, byte[]> keys = new HashMap<>();

  private StoredVideo(ApiClient api, String keyToken, String multivariant) {
    this.api = api;
    this.keyToken = keyToken;
    this.multivariant = multivariant;
  }

  /** Reads the playlists of an open session. */
  public static StoredVideo of(ApiClient api, JsonNode session) {
    HttpResponse<byte[]> answer = api.call("GET", session.get("manifest_url").asText(), "");
    if (answer.statusCode() != 200) {
      throw new AssertionError("the manifest answers " + ApiClient.text(answer));
    }
    StoredVideo video =
        new StoredVideo(
            api, session.get("playback_token").asText(), new String(answer.body(), UTF_8));
    video.readPlaylists();
    return video;
  }

  public String multivariant() {
    return multivariant;
  }

  /** Media playlists by their URL. */
  public Map<String, String> playlists() {
    return Map.copyOf(playlists);
  }

  /** One segment as it is listed. */
  public record Listed(String url, String keyUrl, byte[] iv) {}

  /** The segments of a media playlist. */
  public List<Listed> segments(String playlistUrl) {
    String base = playlistUrl.substring(0, playlistUrl.lastIndexOf('/') + 1);
    List<Listed> found = new ArrayList<>();
    String key = "";
    byte[] iv = new byte[0];
    for (String line : playlists.get(playlistUrl).lines().toList()) {
      Matcher keyLine = KEY_LINE.matcher(line);
      if (keyLine.matches()) {
        key = base + keyLine.group(1);
        iv = HexFormat.of().parseHex(keyLine.group(2).toLowerCase(java.util.Locale.ROOT));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        found.add(new Listed(base + line, key, iv));
      }
    }
    return found;
  }

  /** How long a media playlist is, in seconds. */
  public double duration(String playlistUrl) {
    return playlists
        .get(playlistUrl)
        .lines()
        .map(DURATION::matcher)
        .filter(Matcher::find)
        .mapToDouble(duration -> Double.parseDouble(duration.group(1)))
        .sum();
  }

  /** Where a media playlist's first key ends, in seconds; its end where it has one key only. */
  public double firstKeyBorder(String playlistUrl) {
    List<Listed> segments = segments(playlistUrl);
    double end = 0;
    int number = 0;
    for (String line : playlists.get(playlistUrl).lines().toList()) {
      Matcher duration = DURATION.matcher(line);
      if (duration.find()) {
        if (!segments.get(number).keyUrl().equals(segments.get(0).keyUrl())) {
          return end;
        }
        end += Double.parseDouble(duration.group(1));
        number++;
      }
    }
    return end;
  }

  public byte[] ciphertext(Listed segment) {
    return require(api.call("GET", segment.url(), ""), segment.url());
  }

  /** The content key; each is asked for once. */
  public byte[] key(Listed segment) {
    return keys.computeIfAbsent(
        segment.keyUrl(),
        url ->
            require(
                ApiClient.send(new ApiClient(java.net.URI.create(url), keyToken).request(url)),
                url));
  }

  public byte[] clear(Listed segment) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key(segment), "AES"),
          new IvParameterSpec(segment.iv()));
      return cipher.doFinal(ciphertext(segment));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a segment does not decrypt: " + segment.url(), e);
    }
  }

  private void readPlaylists() {
    List<String> urls = new ArrayList<>();
    for (String line : multivariant.lines().toList()) {
      Matcher uri = MEDIA_URI.matcher(line);
      if (line.startsWith("#EXT-X-MEDIA") && uri.find()) {
        urls.add(uri.group(1));
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        urls.add(line);
      }
    }
    for (String url : urls) {
      playlists.computeIfAbsent(
          url, each -> new String(require(api.call("GET", each, ""), each), UTF_8));
    }
  }

  private static byte[] require(HttpResponse<byte[]> answer, String url) {
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          url + " answers " + answer.statusCode() + " " + ApiClient.text(answer));
    }
    return answer.body();
  }
}
