import { Problem } from './problems.js';

// Renew with a fifth of the life left (a minute of five), and never later than this.
const EARLY = 0.2;
const LATEST_MS = 20_000;

/**
 * A live playback session: holds the playback and the refresh token, and renews them before they end.
 * Events: `renewed`, `lost` (detail: the problem that ended it).
 */
export class PlaybackSession extends EventTarget {
  #api;
  #answer;
  #timer = 0;
  #renewal = null;
  // A renewal that may have reached the server without its answer reaching us.
  #unanswered = false;
  #closed = false;

  static async open(api, videoId) {
    return new PlaybackSession(api, await api.openSession(videoId));
  }

  constructor(api, answer) {
    super();
    this.#api = api;
    this.#adopt(answer);
  }

  get manifestUrl() {
    return this.#answer.manifest_url;
  }

  get playbackToken() {
    return this.#answer.playback_token;
  }

  get storyboardUrl() {
    return this.#answer.storyboard_url ?? null;
  }

  get tokenSecondsLeft() {
    return this.#secondsUntil(this.#answer.playback_token_expires_at);
  }

  get secondsLeft() {
    return this.#secondsUntil(this.#answer.session_expires_at);
  }

  /** New tokens; several callers at once share one request, since a refresh token is for one use. */
  renew() {
    this.#renewal ??= this.#renewOnce().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  /** Ends the session and gives the viewer's place back. */
  close() {
    if (this.#closed) return;
    this.forget();
    this.#api.endSession(this.#answer.session_id);
  }

  /** For a session that the server has ended already. */
  forget() {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  async #renewOnce() {
    const { session_id: sid, refresh_token: refreshToken } = this.#answer;
    const answer = await this.#api.refreshSession(sid, refreshToken).catch((failure) => {
      throw failure instanceof Problem ? this.#judge(failure) : failure;
    });
    this.#unanswered = false;
    if (this.#closed) return;
    this.#adopt(answer);
    this.dispatchEvent(new Event('renewed'));
  }

  /** Our own repetition, half a minute late, looks to the server as a thief's would. */
  #judge(problem) {
    problem.reopens = problem.code === 'session_expired' || (problem.code === 'session_revoked' && this.#unanswered);
    this.#unanswered ||= problem.temporary;
    return problem;
  }

  #adopt(answer) {
    this.#answer = { ...this.#answer, ...answer };
    const left = this.tokenSecondsLeft * 1000;
    const early = Math.min(left / 2, Math.max(left * EARLY, LATEST_MS));
    this.#schedule(Math.max(1000, left - early));
  }

  #schedule(milliseconds) {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => this.#renewInTime(), milliseconds);
  }

  async #renewInTime() {
    try {
      await this.renew();
    } catch (failure) {
      const problem = failure instanceof Problem ? failure : Problem.network();
      if (problem.temporary) this.#schedule((problem.retryAfter ?? 3) * 1000);
      else if (!this.#closed) this.dispatchEvent(new CustomEvent('lost', { detail: problem }));
    }
  }

  /** By the server's clock: ours may be wrong by hours. */
  #secondsUntil(time) {
    const end = typeof time === 'number' ? time * 1000 : Date.parse(time ?? '');
    return Number.isNaN(end) ? Infinity : (end - Date.now() - this.#answer.clockAhead) / 1000;
  }
}
