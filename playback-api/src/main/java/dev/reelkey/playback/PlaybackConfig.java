package dev.reelkey.playback;

import dev.reelkey.core.config.Settings;
import dev.reelkey.core.http.ClientAddress;
import dev.reelkey.core.token.Tier;
import dev.reelkey.playback.opening.SessionPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The settings of the playback API.
 *
 * @param publicUrl {@code PUBLIC_URL}: where viewers reach API and page; also the issuer of
 *     playback tokens
 * @param mediaUrl {@code MEDIA_URL}: where they reach playlists, segments and keys; by default the
 *     public URL
 * @param policy {@code PLAYBACK_SESSION_LIFE} (4h: a session lives so long, or twice the video's
 *     length), {@code PLAYBACK_SESSION_MAX} (24h, the most), {@code PLAYBACK_TIER_FLOOR} (bearer;
 *     the weakest tier that may be opened: dpop, bearer or native), {@code PLAYBACK_MAX_STREAMS} (3
 *     sessions of one viewer may play at one time), {@code PLAYBACK_NATIVE_MAX_HEIGHT} (720, pixels
 *     of the shorter side)
 * @param nativeMayFetchAgain {@code PLAYBACK_NATIVE_REFETCH} (true): a native session's first
 *     address may fetch the manifest again until the session ends
 * @param edgeKeyIds {@code PLAYBACK_EDGE_KEYS} (main-1): the first signs paths, the media origin
 *     takes all, with commas between them
 * @param origins {@code PLAYBACK_CORS_ORIGINS} (none): web origins that may call {@code /v1},
 *     exact, with commas between them
 * @param addresses {@code TRUSTED_PROXIES} (none): whose X-Forwarded-For counts
 */
public record PlaybackConfig(
    URI publicUrl,
    URI mediaUrl,
    SessionPolicy policy,
    boolean nativeMayFetchAgain,
    List<String> edgeKeyIds,
    Set<String> origins,
    ClientAddress addresses) {
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Pattern EDGE_KEY = Pattern.compile("[a-z][a-z0-9]{0,15}-[1-9][0-9]{0,5}");
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]+");

  public PlaybackConfig {
    publicUrl = withoutSlash(publicUrl);
    mediaUrl = withoutSlash(mediaUrl);
    edgeKeyIds = List.copyOf(edgeKeyIds);
    origins = Set.copyOf(origins);
  }

  /**
   * Reads the settings.
   *
   * @param own the listener's own address, for whoever sets no {@code PUBLIC_URL}
   */
  public static PlaybackConfig read(Settings settings, URI own) {
    URI publicUrl = base(settings, "PUBLIC_URL", own);
    return new PlaybackConfig(
        publicUrl,
        base(settings, "MEDIA_URL", publicUrl),
        policy(settings),
        settings.flag("PLAYBACK_NATIVE_REFETCH", true),
        settings.parse(
            "PLAYBACK_EDGE_KEYS",
            List.of("main-1"),
            "must be key ids such as main-1, with commas between them",
            text -> list(text, EDGE_KEY)),
        settings.parse(
            "PLAYBACK_CORS_ORIGINS",
            Set.of(),
            "must be origins such as https://www.example.org, with commas between them",
            text -> Set.copyOf(list(text, ORIGIN))),
        ClientAddress.read(settings));
  }

  private static SessionPolicy policy(Settings settings) {
    return new SessionPolicy(
        life(settings, "PLAYBACK_SESSION_LIFE", Duration.ofHours(4)),
        life(settings, "PLAYBACK_SESSION_MAX", LONGEST),
        settings.parse(
            "PLAYBACK_TIER_FLOOR",
            Tier.BEARER,
            "must be dpop, bearer or native",
            text -> Tier.find(text).orElseThrow()),
        settings.integer("PLAYBACK_MAX_STREAMS", 3, 1, 100),
        settings.integer("PLAYBACK_NATIVE_MAX_HEIGHT", 720, 144, 4320));
  }

  private static Duration life(Settings settings, String name, Duration fallback) {
    Duration life = settings.duration(name, fallback);
    if (life.compareTo(Duration.ofMinutes(5)) < 0 || life.compareTo(LONGEST) > 0) {
      // Revocations are read for two days: no session may outlive them.
      settings.fault(name, "must lie between 5m and 24h");
    }
    return life;
  }

  private static URI base(Settings settings, String name, URI fallback) {
    URI uri = settings.uri(name, fallback);
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getUserInfo() != null) {
      settings.fault(name, "must have no query, no fragment and no user");
    }
    return uri;
  }

  private static List<String> list(String text, Pattern form) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .map(
            each -> {
              if (!form.matcher(each).matches()) {
                throw new IllegalArgumentException();
              }
              return each;
            })
        .collect(Collectors.toUnmodifiableList());
  }

  private static URI withoutSlash(URI uri) {
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }
}
