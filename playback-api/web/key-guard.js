/** Between the loader, which asks for keys, and the player, which shows what became of them. */
export class KeyGuard {
  #player;
  #changed;
  #over;
  allowedOrigins;
  videoId;
  /** What a key waits for: pacing, retrying or nothing. */
  waiting = '';

  /** @param told `changed()` after each answer, `over(problem)` after the last */
  constructor(player, videoId, allowedOrigins, { changed, over }) {
    this.#player = player;
    this.videoId = videoId;
    this.allowedOrigins = allowedOrigins;
    this.#changed = changed;
    this.#over = over;
  }

  session() {
    return this.#player.session;
  }

  /** Whether the picture stands still for want of what is being asked for. */
  starved() {
    const { media } = this.#player;
    return !media.paused && media.readyState < 3;
  }

  asked() {
    this.#player.ledger.keyAsked();
  }

  answered(key, { status, code, pace, waitSeconds }) {
    const { ledger, keys } = this.#player;
    this.waiting = waitSeconds === undefined ? '' : code === 'pace_exceeded' ? 'pacing' : 'retrying';
    if (status === 200) {
      ledger.keyGranted(keys.label(key.rendition), key.kid, pace);
      keys.hold(key);
    } else if (waitSeconds !== undefined) {
      ledger.keyDelayed(key.kid, waitSeconds, code);
    }
    this.#changed();
  }

  refused(key, problem) {
    const { ledger, keys } = this.#player;
    if (key) ledger.keyRefused(keys.label(key.rendition), key.kid, problem);
    this.#over(problem);
  }
}
