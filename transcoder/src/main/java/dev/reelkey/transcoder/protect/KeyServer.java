package dev.reelkey.transcoder.protect;

import dev.reelkey.core.id.GenerationId;
import dev.reelkey.core.id.VideoId;
import dev.reelkey.core.keyplan.KeyPlanRequest;
import dev.reelkey.core.secret.Secret;

/**
 * Where keys come from. Every method throws {@link KeyServerUnavailableException} where there is no
 * answer now, and {@link KeysRefusedException} where the answer is no.
 */
public interface KeyServer {
  /** The 32 bytes that seal the video's source; made on the first call, the same ever after. */
  Secret sourceKey(VideoId video);

  /** Makes the keys of a generation; the same plan again changes nothing. */
  void plan(VideoId video, GenerationId generation, KeyPlanRequest plan);

  /** The keys of periods {@code first} to {@code last}, both included. */
  ContentKeys keys(VideoId video, GenerationId generation, int first, int last);

  /** The same after the plan was sealed, by an operator's ticket. */
  ContentKeys keysByTicket(
      VideoId video, GenerationId generation, int first, int last, String ticket);

  /** From now on the generation's keys are for viewers only. */
  void seal(VideoId video, GenerationId generation);

  /** Ends every key of the video for ever. */
  void shred(VideoId video);
}
