package dev.reelkey.transcoder.publish;

import dev.reelkey.core.video.Presentation;
import dev.reelkey.transcoder.job.StepKit;
import dev.reelkey.transcoder.protect.KeysRefusedException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last look at what is stored, and the seal after it: the two steps before a commit. */
public final class LastCheck {
  private static final Logger LOG = LoggerFactory.getLogger(LastCheck.class);

  private final StepKit kit;

  public LastCheck(StepKit kit) {
    this.kit = kit;
  }

  /**
   * Seals the keys of a presentation that breaks no rule.
   *
   * @return the rules that it breaks; where there are any, nothing is sealed
   */
  public List<Finding> seal(Presentation presentation) {
    try {
      List<Finding> findings = new StoredCheck(kit.bucket(), kit.keys()).findings(presentation);
      if (findings.isEmpty()) {
        kit.keys().seal(presentation.video(), presentation.generation());
      }
      return findings;
    } catch (KeysRefusedException e) {
      if (!e.isSealed()) {
        throw e;
      }
      // Whoever sealed has checked the same presentation first, and only the commit is missing.
      LOG.info(
          "sealed before video={} generation={}", presentation.video(), presentation.generation());
      return List.of();
    }
  }
}
