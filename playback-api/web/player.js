import { KeyGuard } from './key-guard.js';
import { KeyMap, renditionOf } from './key-map.js';
import { Ledger } from './ledger.js';
import { Problem } from './problems.js';
import { PlaybackSession } from './session.js';
import { Stream } from './stream.js';

// A session that is lost again at once is not worth a third try.
const REOPEN_PAUSE_MS = 15_000;
// These mean "this session is over", not "you may not": a new one may be opened by itself.
const REOPENING = new Set(['session_unknown', 'path_token_expired', 'manifest_expired']);
const ENDED = new Set(['session_unknown', 'session_revoked', 'session_expired']);
const NO_TRACKS = { audio: [], audioTrack: -1, subtitles: [], subtitleTrack: -1 };

/**
 * One video in one <video> element: opens the session, runs the stream, keeps both alive.
 * Fires `change` whenever something that is shown may have changed. `state` is one of idle, opening, playing,
 * paused, buffering, pacing (a key must wait), retrying (the key server fails), ended, failed.
 */
export class Player extends EventTarget {
  #Hls;
  #api;
  #videoId;
  #stream = null;
  #session = null;
  #reopening = null;
  #reopenedAt = -Infinity;
  #started = false;
  // What the viewer wants, which the media element cannot tell before it has a stream and between two of them.
  #wanted = false;
  #guard;
  #closed = false;
  // A new session's stream starts with what the viewer chose; 0 and null are automatic.
  #choices = { height: 0, audio: null, subtitles: null };
  // A detached <video> forgets where it was.
  #resumeAt = -1;
  media;
  ledger = new Ledger();
  keys = new KeyMap();
  problem = null;
  state = 'idle';

  constructor(Hls, api, media, videoId, mediaOrigins) {
    super();
    this.#Hls = Hls;
    this.#api = api;
    this.media = media;
    this.#videoId = videoId;
    const told = { changed: () => this.#refine(), over: (problem) => this.#over(problem) };
    this.#guard = new KeyGuard(this, videoId, mediaOrigins, told);
    this.#watchMedia();
  }

  get session() {
    return this.#session;
  }

  get rendition() {
    return this.#stream?.rendition ?? '';
  }

  /** Where the picture is, or was when the stream ended. */
  get position() {
    return this.#stream ? this.media.currentTime : Math.max(0, this.#resumeAt);
  }

  /** The film's length in seconds; the element's own shrinks for moments while hls.js changes the quality. */
  get duration() {
    const { duration } = this.media;
    return Math.max(this.#stream?.duration ?? 0, Number.isFinite(duration) ? duration : 0);
  }

  get levels() {
    return this.#stream?.levels ?? [];
  }

  get chosenLevel() {
    return this.#stream?.chosenLevel ?? -1;
  }

  /** The quality on the screen, or null. */
  get level() {
    return this.levels.find((level) => renditionOf(level.uri) === this.rendition) ?? null;
  }

  get tracks() {
    return this.#stream?.tracks ?? NO_TRACKS;
  }

  /** The default too, since a new session's stream starts from that. */
  setSpeed(speed) {
    this.media.defaultPlaybackRate = speed;
    this.media.playbackRate = speed;
  }

  chooseLevel(index) {
    this.#choices.height = this.levels[index]?.height ?? 0;
    this.#stream?.chooseLevel(index);
  }

  chooseAudio(index) {
    this.#choices.audio = nameOf(this.tracks.audio[index]);
    this.#stream?.chooseAudio(index);
  }

  chooseSubtitles(index) {
    this.#choices.subtitles = nameOf(this.tracks.subtitles[index]);
    this.#stream?.chooseSubtitles(index);
  }

  /**
   * Play was pressed: opens a session the first time and after a failure.
   *
   * @param early the promise of a session that is being opened already
   */
  async play(early) {
    this.#wanted = true;
    if (this.#stream) await this.#start();
    else if (this.state !== 'opening') await this.#open(early);
  }

  /** Whether the picture runs, or will as soon as it can. */
  get playing() {
    return this.#wanted && !this.media.ended && this.state !== 'failed';
  }

  toggle() {
    if (this.playing) this.#pause();
    else this.play();
  }

  /** Before the stream is there it is enough not to start it. */
  #pause() {
    this.#wanted = false;
    this.media.pause();
    this.#changed();
  }

  seek(seconds) {
    if (!this.#stream) return;
    this.#stream.keepDuration();
    this.media.currentTime = Math.min(Math.max(0, seconds), this.duration);
    // At its end a film is paused by the browser, not by the viewer who now goes back.
    if (this.#wanted && this.media.paused && this.#stream.ready) this.#start();
    this.#changed();
  }

  close() {
    this.#closed = true;
    this.#dropStream();
    this.#session?.close();
  }

  async #open(early) {
    this.problem = null;
    this.#become('opening');
    await this.#openSession(early);
  }

  /** Goes on where it was, without asking the viewer. */
  async #reopen() {
    this.#reopenedAt = performance.now();
    const lost = this.#session;
    this.#dropStream();
    this.#become('opening');
    await this.#openSession();
    lost.forget();
  }

  async #openSession(early) {
    try {
      const session = await (early ?? PlaybackSession.open(this.#api, this.#videoId));
      if (this.#closed) {
        session.close();
        return;
      }
      this.#adoptSession(session);
      this.#startStream();
    } catch (failure) {
      this.#fail(failure instanceof Problem ? failure : Problem.network());
    }
  }

  #adoptSession(session) {
    this.#session = session;
    this.ledger.sessionOpened();
    session.addEventListener('renewed', () => {
      this.ledger.tokenRenewed();
      this.#changed();
    });
    session.addEventListener('lost', ({ detail }) => this.#over(detail));
  }

  #startStream() {
    this.keys = new KeyMap();
    const { media, keys, ledger } = this;
    const manifestUrl = this.#session.manifestUrl;
    const guard = this.#guard;
    const start = { position: this.#resumeAt, choices: this.#choices };
    const stream = new Stream(this.#Hls, { media, manifestUrl, start, keys, ledger, guard });
    this.#stream = stream;
    stream.addEventListener('change', () => this.#changed());
    stream.addEventListener('over', ({ detail }) => this.#over(detail));
    stream.addEventListener('ready', () => {
      if (this.#wanted) this.#start();
      this.#refine();
    });
  }

  async #start() {
    const stream = this.#stream;
    try {
      await this.media.play();
    } catch {
      // A browser may refuse to start by itself; a stream that is replaced is no refusal.
      if (this.#stream === stream) this.#wanted = !this.media.paused;
    }
  }

  /** The session, or its link, is of no more use. */
  #over(problem) {
    if (this.#closed || this.#reopening) return;
    if ((problem.reopens || REOPENING.has(problem.code)) && performance.now() - this.#reopenedAt > REOPEN_PAUSE_MS) {
      this.#reopening = this.#reopen().finally(() => {
        this.#reopening = null;
      });
    } else {
      this.#fail(problem);
    }
  }

  #fail(problem) {
    if (this.#closed) return;
    this.problem = problem;
    this.#dropStream();
    if (ENDED.has(problem.code)) this.#session?.forget();
    else this.#session?.close();
    this.#become('failed');
  }

  #dropStream() {
    this.#resumeAt = this.media.currentTime || this.#resumeAt;
    this.#stream?.destroy();
    this.#stream = null;
  }

  #watchMedia() {
    const { media } = this;
    media.addEventListener('waiting', () => {
      if (this.#started && !media.seeking && !media.ended) this.ledger.stalls += 1;
    });
    media.addEventListener('playing', () => {
      this.#started = true;
    });
    // Headphones and the browser's own controls steer it too.
    media.addEventListener('play', () => (this.#wanted = true));
    media.addEventListener('pause', () => (this.#wanted = media.ended));
    media.addEventListener('ratechange', () => this.#stream?.matchSpeed());
    for (const event of ['play', 'pause', 'playing', 'waiting', 'seeking', 'seeked', 'ended', 'timeupdate']) {
      media.addEventListener(event, () => this.#refine());
    }
    for (const event of ['durationchange', 'progress', 'ratechange', 'volumechange']) {
      media.addEventListener(event, () => this.#changed());
    }
  }

  /** Works the state out of the media element. */
  #refine() {
    const { media } = this;
    if (!this.#stream || this.state === 'failed') return;
    if (media.ended) this.#become('ended');
    else if (media.paused) this.#become(this.#stream.ready ? 'paused' : 'opening');
    else if (media.readyState >= 3 && !media.seeking) this.#become('playing');
    else this.#become(this.#guard.waiting || 'buffering');
  }

  #become(state) {
    this.state = state;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** By what another playlist's track is known to be the same; null for none. */
function nameOf(track) {
  return track ? { name: track.name, lang: track.lang } : null;
}
