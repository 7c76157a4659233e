import { KeyMap, renditionOf } from './key-map.js';
import { Ledger } from './ledger.js';
import { keyAwareLoader } from './loader.js';
import { Problem } from './problems.js';
import { PlaybackSession } from './session.js';

// Half a minute ahead is smooth on any line and asks for few keys that nobody watches.
const BUFFER_SECONDS = 30;
// A session that is lost again at once is not worth a third try.
const REOPEN_PAUSE_MS = 15_000;
// These mean "this session is over", not "you may not": a new one may be opened by itself.
const REOPENING = new Set(['session_unknown', 'path_token_expired', 'manifest_expired']);

/**
 * One video in one <video> element: opens the session, runs hls.js, keeps both alive.
 * Fires `change` whenever something that is shown may have changed.
 */
export class Player extends EventTarget {
  #Hls;
  #api;
  #media;
  #videoId;
  #mediaOrigins;
  #hls = null;
  #session = null;
  #reopening = null;
  #reopenedAt = -Infinity;
  #recoveredAt = -Infinity;
  #started = false;
  #waitingForPace = false;
  #closed = false;
  // A detached <video> forgets where it was.
  #resumeAt = -1;
  ledger = new Ledger();
  keys = new KeyMap();
  problem = null;
  rendition = '';
  state = 'idle';

  constructor(Hls, api, media, videoId, mediaOrigins) {
    super();
    this.#Hls = Hls;
    this.#api = api;
    this.#media = media;
    this.#videoId = videoId;
    this.#mediaOrigins = mediaOrigins;
    this.#watchMedia();
  }

  get media() {
    return this.#media;
  }

  get session() {
    return this.#session;
  }

  get levels() {
    return this.#hls?.levels ?? [];
  }

  /** The chosen quality, -1 for automatic. */
  get chosenLevel() {
    return !this.#hls || this.#hls.autoLevelEnabled ? -1 : this.#hls.manualLevel;
  }

  /** The quality on the screen, or null. */
  get level() {
    return this.levels.find((level) => renditionOf(level.uri) === this.rendition) ?? null;
  }

  get tracks() {
    const hls = this.#hls;
    return {
      audio: hls?.audioTracks ?? [],
      audioTrack: hls?.audioTrack ?? -1,
      subtitles: hls?.subtitleTracks ?? [],
      subtitleTrack: hls?.subtitleTrack ?? -1,
    };
  }

  /** Changes after the current segment, so that nothing stalls. */
  chooseLevel(index) {
    if (this.#hls) this.#hls.nextLevel = index;
  }

  chooseAudio(index) {
    if (this.#hls) this.#hls.audioTrack = index;
  }

  chooseSubtitles(index) {
    if (this.#hls) this.#hls.subtitleTrack = index;
  }

  /** Play was pressed: opens a session the first time and after a failure. */
  async play() {
    if (this.state === 'opening') return;
    if (this.#hls) {
      await this.#media.play().catch(() => {});
      return;
    }
    await this.#open(this.#resumeAt);
  }

  toggle() {
    if (this.#media.paused || !this.#hls) this.play();
    else this.#media.pause();
  }

  seek(seconds) {
    if (!this.#hls) return;
    this.#media.currentTime = Math.min(Math.max(0, seconds), this.#media.duration || 0);
    this.#changed();
  }

  close() {
    this.#closed = true;
    this.#dropHls();
    this.#session?.close();
  }

  async #open(position) {
    this.problem = null;
    this.#become('opening');
    try {
      const session = await PlaybackSession.open(this.#api, this.#videoId);
      if (this.#closed) {
        session.close();
        return;
      }
      this.#adoptSession(session);
      this.#attach(position, true);
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

  #attach(position, playing) {
    const Hls = this.#Hls;
    const hls = new Hls(this.#settings(position));
    this.#hls = hls;
    this.keys = new KeyMap();
    hls.on(Hls.Events.MANIFEST_PARSED, () => {
      this.#knowRenditions(hls);
      if (playing) this.#media.play().catch(() => this.#become('paused'));
    });
    hls.on(Hls.Events.LEVEL_LOADED, (_, { details }) => this.keys.addPlaylist(details.fragments));
    hls.on(Hls.Events.AUDIO_TRACK_LOADED, (_, { details }) => this.keys.addPlaylist(details.fragments));
    hls.on(Hls.Events.FRAG_LOADED, (_, { frag }) => this.#segmentLoaded(frag));
    hls.on(Hls.Events.FRAG_CHANGED, (_, { frag }) => this.#segmentShown(frag));
    hls.on(Hls.Events.ERROR, (_, data) => this.#hlsError(data));
    for (const event of ['LEVEL_SWITCHED', 'AUDIO_TRACKS_UPDATED', 'SUBTITLE_TRACKS_UPDATED']) {
      hls.on(Hls.Events[event], () => this.#changed());
    }
    hls.attachMedia(this.#media);
    hls.loadSource(this.#session.manifestUrl);
  }

  #settings(startPosition) {
    const Hls = this.#Hls;
    const guard = {
      session: () => this.#session,
      allowedOrigins: this.#mediaOrigins,
      videoId: this.#videoId,
      asked: () => this.ledger.keyAsked(),
      answered: (key, answer) => this.#keyAnswered(key, answer),
      refused: (key, problem) => this.#keyRefused(key, problem),
    };
    return {
      loader: keyAwareLoader(Hls.DefaultConfig.loader, guard),
      workerPath: '/page/hls.worker.js',
      startPosition,
      capLevelToPlayerSize: true,
      maxBufferLength: BUFFER_SECONDS,
      maxMaxBufferLength: 2 * BUFFER_SECONDS,
      backBufferLength: 2 * BUFFER_SECONDS,
      // Our loader has done all the asking that makes sense.
      keyLoadPolicy: { default: { ...Hls.DefaultConfig.keyLoadPolicy.default, timeoutRetry: null, errorRetry: null } },
    };
  }

  #knowRenditions(hls) {
    for (const level of [...hls.levels].sort((a, b) => b.height - a.height || b.bitrate - a.bitrate)) {
      this.keys.addRow(renditionOf(level.uri), `${level.height}p`);
    }
    for (const track of hls.allAudioTracks) {
      if (track.url) this.keys.addRow(renditionOf(track.url), track.lang ? `audio ${track.lang}` : 'audio');
    }
    this.#changed();
  }

  #segmentLoaded(frag) {
    this.ledger.segmentFetched(renditionOf(frag.url), frag.stats.total);
    this.#changed();
  }

  #segmentShown(frag) {
    if (frag.type !== 'main') return;
    this.rendition = renditionOf(frag.url);
    this.#changed();
  }

  #keyAnswered(key, { status, code, pace, waitSeconds }) {
    this.#waitingForPace = code === 'pace_exceeded';
    if (status === 200) {
      this.ledger.keyGranted(this.keys.label(key.rendition), key.kid, pace);
      this.keys.hold(key);
    } else if (waitSeconds !== undefined) {
      this.ledger.keyDelayed(key.kid, waitSeconds, code);
    }
    this.#refine();
  }

  #keyRefused(key, problem) {
    if (key) this.ledger.keyRefused(this.keys.label(key.rendition), key.kid, problem);
    this.#over(problem);
  }

  #hlsError({ fatal, type, details, networkDetails, response }) {
    if (type === 'networkError' && response && !details.startsWith('key')) this.ledger.failedRequests += 1;
    if (!fatal) return;
    if (type === 'mediaError' && performance.now() - this.#recoveredAt > REOPEN_PAUSE_MS) {
      this.#recoveredAt = performance.now();
      this.#hls.recoverMediaError();
    } else if (type === 'networkError') {
      this.#over(problemOf(networkDetails, response));
    } else {
      this.#fail(new Problem({ code: 'playback_failed', detail: 'This browser could not play the stream.' }));
    }
  }

  /** The session, or its link, is of no more use. */
  #over(problem) {
    const worthIt = performance.now() - this.#reopenedAt > REOPEN_PAUSE_MS;
    if (REOPENING.has(problem.code) && worthIt) this.#reopening ??= this.#reopen().finally(() => (this.#reopening = null));
    else if (!this.#reopening) this.#fail(problem);
  }

  async #reopen() {
    this.#reopenedAt = performance.now();
    const playing = !this.#media.paused;
    const position = this.#media.currentTime || -1;
    this.#dropHls();
    this.#become('opening');
    try {
      const lost = this.#session;
      this.#adoptSession(await PlaybackSession.open(this.#api, this.#videoId));
      lost?.close();
      if (this.#closed) this.#session.close();
      else this.#attach(position, playing);
    } catch (failure) {
      this.#fail(failure instanceof Problem ? failure : Problem.network());
    }
  }

  #fail(problem) {
    if (this.#closed) return;
    this.problem = problem;
    this.#resumeAt = this.#media.currentTime || this.#resumeAt;
    this.#dropHls();
    this.#session?.close();
    this.#become('failed');
  }

  #dropHls() {
    this.#hls?.destroy();
    this.#hls = null;
  }

  #watchMedia() {
    const media = this.#media;
    media.addEventListener('waiting', () => {
      if (this.#started && !media.seeking && !media.ended) this.ledger.stalls += 1;
    });
    media.addEventListener('playing', () => (this.#started = true));
    for (const event of ['play', 'pause', 'playing', 'waiting', 'seeking', 'seeked', 'ended', 'timeupdate']) {
      media.addEventListener(event, () => this.#refine());
    }
    for (const event of ['durationchange', 'progress', 'ratechange', 'volumechange']) {
      media.addEventListener(event, () => this.#changed());
    }
  }

  /** Works the state out of the media element. */
  #refine() {
    const media = this.#media;
    if (!this.#hls || this.state === 'failed') return;
    if (media.ended) this.#become('ended');
    else if (media.paused) this.#become(this.#started ? 'paused' : 'opening');
    else if (media.readyState >= 3 && !media.seeking) this.#become('playing');
    else this.#become(this.#waitingForPace ? 'pacing' : 'buffering');
  }

  #become(state) {
    this.state = state;
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

/** What the server said to an hls.js request that failed. */
function problemOf(xhr, response) {
  const status = response?.code ?? 0;
  if (!xhr || status === 0) return Problem.network();
  const body = xhr.response instanceof ArrayBuffer ? new TextDecoder().decode(xhr.response) : xhr.response;
  return Problem.parse(status, typeof body === 'string' ? body : '', (name) => xhr.getResponseHeader?.(name) ?? null);
}
