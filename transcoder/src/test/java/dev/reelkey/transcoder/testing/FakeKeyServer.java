package dev.reelkey.transcoder.testing;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.RandomIds;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.keyplan.PlannedKey;
import dev.reelkey.core.secret.ContentKey;
import dev.reelkey.core.secret.Secret;
import dev.reelkey.transcoder.protect.ContentKeys;
import dev.reelkey.transcoder.protect.KeyServer;
import dev.reelkey.transcoder.protect.KeyServerUnavailableException;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps keys in memory and promises what key-server promises. */
public final class FakeKeyServer implements KeyServer {
  public static final String TICKET = "ticket";

  private final SecureRandom random = new SecureRandom();
  private final RandomIds ids = new RandomIds(random);
  private final Map<VideoId, Secret> sources = new ConcurrentHashMap<>();
  private final Map<GenerationId, String> digests = new ConcurrentHashMap<>();
  private final Map<GenerationId, List<PlannedKey>> plans = new ConcurrentHashMap<>();
  private final Set<GenerationId> sealed = ConcurrentHashMap.newKeySet();
  private final Set<VideoId> shredded = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean sealAnswerLost = new AtomicBoolean();
  private volatile boolean away;

  /** Makes every call fail until it is back. */
  public void setAway(boolean away) {
    this.away = away;
  }

  /** Seals on the next call, but nobody hears of it. */
  public void loseNextAnswerToSeal() {
    sealAnswerLost.set(true);
  }

  public boolean isSealed(GenerationId generation) {
    return sealed.contains(generation);
  }

  public boolean isShredded(VideoId video) {
    return shredded.contains(video);
  }

  /** Every key of a generation, sealed or not. */
  public List<PlannedKey> allOf(GenerationId generation) {
    return plans.get(generation);
  }

  @Override
  public Secret sourceKey(VideoId video) {
    answer(video);
    return sources.computeIfAbsent(video, v -> Secret.random(random, 32));
  }

  @Override
  public synchronized void plan(VideoId video, GenerationId generation, KeyPlanRequest plan) {
    answer(video);
    String known = digests.putIfAbsent(generation, plan.digest());
    if (known != null) {
      if (!known.equals(plan.digest())) {
        throw new KeysRefusedException(409, "plan_differs");
      }
      return;
    }
    List<PlannedKey> keys = new ArrayList<>();
    for (KeyPlanRequest.PlannedRendition each : plan.renditions()) {
      for (int period = 0; period < plan.periods().size(); period++) {
        keys.add(new PlannedKey(each.name(), period, ids.key(), ContentKey.random(random)));
      }
    }
    plans.put(generation, keys);
  }

  @Override
  public ContentKeys keys(VideoId video, GenerationId generation, int first, int last) {
    answer(video);
    if (sealed.contains(generation)) {
      throw KeysRefusedException.sealed();
    }
    return find(generation, first, last);
  }

  @Override
  public ContentKeys keysByTicket(
      VideoId video, GenerationId generation, int first, int last, String ticket) {
    answer(video);
    if (!ticket.equals(TICKET)) {
      throw KeysRefusedException.sealed();
    }
    return find(generation, first, last);
  }

  @Override
  public void seal(VideoId video, GenerationId generation) {
    answer(video);
    sealed.add(generation);
    if (sealAnswerLost.getAndSet(false)) {
      throw new KeyServerUnavailableException("the answer is lost");
    }
  }

  @Override
  public void shred(VideoId video) {
    if (away) {
      throw new KeyServerUnavailableException("away");
    }
    shredded.add(video);
  }

  private ContentKeys find(GenerationId generation, int first, int last) {
    List<PlannedKey> keys = plans.get(generation);
    if (keys == null) {
      throw new KeysRefusedException(404, "plan_unknown");
    }
    Set<PlannedKey> asked = new HashSet<>();
    keys.stream().filter(key -> key.period() >= first && key.period() <= last).forEach(asked::add);
    return new ContentKeys(List.copyOf(asked));
  }

  private void answer(VideoId video) {
    if (away) {
      throw new KeyServerUnavailableException("away");
    }
    if (shredded.contains(video)) {
      throw new KeysRefusedException(410, "keys_shredded");
    }
  }
}
