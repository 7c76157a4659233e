package dev.reelkey.playback.opening;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.id.ViewerPseudonym;
import dev.reelkey.core.session.SubjectHash;
import dev.reelkey.core.token.AccessToken;
import dev.reelkey.core.token.Tier;
import dev.reelkey.core.video.VideoRecord;
import dev.reelkey.core.video.VideoState;
import dev.reelkey.playback.session.RecentVideos;
import dev.reelkey.playback.session.Session;
import dev.reelkey.playback.session.ViewerPseudonyms;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides who may open which session; whoever is not named is refused. */
public final class SessionOpening {
  /** A decision. */
  public sealed interface Decision {}

  /** The session may be opened; it is not yet. */
  public record Granted(Session session) implements Decision {}

  /** It may not. */
  public record Refused(OpenRefusal why) implements Decision {}

  private static final int LONGEST_VIEWER = 256;
  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final RecentVideos videos;
  private final ViewerPseudonyms pseudonyms;
  private final SessionPolicy policy;
  private final RandomIds ids;
  private final Clock clock;

  public SessionOpening(
      RecentVideos videos,
      ViewerPseudonyms pseudonyms,
      SessionPolicy policy,
      RandomIds ids,
      Clock clock) {
    this.videos = videos;
    this.pseudonyms = pseudonyms;
    this.policy = policy;
    this.ids = ids;
    this.clock = clock;
  }

  public Decision decide(AccessToken caller, VideoId video, OpenRequest request) {
    Optional<VideoRecord> record =
        videos.current(video).filter(found -> maySee(caller.subject(), found));
    if (record.isEmpty()) {
      return new Refused(OpenRefusal.VIDEO_UNKNOWN);
    }
    String viewer = request.viewer() == null ? caller.subject() : request.viewer();
    if (!isName(viewer)) {
      return new Refused(OpenRefusal.VIEWER_MALFORMED);
    }
    if (!viewer.equals(caller.subject()) && !record.get().owner().equals(caller.subject())) {
      return new Refused(OpenRefusal.VIEWER_NOT_YOU);
    }
    Optional<OpenRefusal> byTier = refusalOfTier(request);
    if (byTier.isPresent()) {
      return new Refused(byTier.get());
    }
    GenerationId generation = record.get().generation();
    if (record.get().state() != VideoState.READY || generation == null) {
      boolean failed = record.get().state() == VideoState.FAILED;
      return new Refused(failed ? OpenRefusal.VIDEO_FAILED : OpenRefusal.VIDEO_NOT_READY);
    }
    return new Granted(session(caller, record.get(), generation, viewer, request));
  }

  /** A stranger is told the same of a video that exists and of one that does not. */
  private static boolean maySee(String subject, VideoRecord record) {
    return record.state() != VideoState.DELETED
        && (record.owner().equals(subject) || record.access().allows(subject));
  }

  private Optional<OpenRefusal> refusalOfTier(OpenRequest request) {
    String proofKey = request.dpopJkt();
    Optional<Tier> tier = tier(request.tier(), proofKey);
    if (tier.isEmpty()) {
      return Optional.of(OpenRefusal.TIER_UNKNOWN);
    }
    if (!policy.allows(tier.get())) {
      return Optional.of(OpenRefusal.TIER_TOO_LOW);
    }
    boolean fits =
        tier.get() == Tier.DPOP
            ? proofKey != null && THUMBPRINT.matcher(proofKey).matches()
            : proofKey == null;
    return fits ? Optional.empty() : Optional.of(OpenRefusal.PROOF_KEY_MALFORMED);
  }

  private Optional<Tier> tier(@Nullable String named, @Nullable String proofKey) {
    return named == null ? Optional.of(policy.usual(proofKey != null)) : Tier.find(named);
  }

  private Session session(
      AccessToken caller,
      VideoRecord record,
      GenerationId generation,
      String viewer,
      OpenRequest request) {
    ViewerPseudonym pseudonym = pseudonyms.of(viewer);
    Tier tier = tier(request.tier(), request.dpopJkt()).orElseThrow();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return new Session(
        ids.session(pseudonym),
        pseudonym,
        record.video(),
        generation,
        record.presentation(),
        tier,
        now,
        now.plus(policy.life(record.durationSeconds())).truncatedTo(ChronoUnit.SECONDS),
        request.dpopJkt(),
        policy.maxHeight(tier).orElse(null),
        policy.maxStreams(),
        SubjectHash.of(record.owner()),
        SubjectHash.of(caller.subject()));
  }

  private static boolean isName(String viewer) {
    return !viewer.isBlank()
        && viewer.length() <= LONGEST_VIEWER
        && viewer.codePoints().noneMatch(Character::isISOControl);
  }
}
