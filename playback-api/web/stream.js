import { renditionOf } from './key-map.js';
import { keyAwareLoader } from './loader.js';
import { Problem } from './problems.js';

// Ahead of the picture, in seconds the viewer lives through: smooth on any line, and few keys that nobody watches.
const BUFFER_SECONDS = 20;
const RECOVERY_PAUSE_MS = 15_000;
// Sound and picture may end a little apart.
const SLACK_SECONDS = 0.5;

/**
 * One hls.js instance on one <video>: from a manifest URL until it is destroyed. Fills the key map and the ledger.
 * Events: `change`, `ready` (the manifest is read), `over` (detail: the problem after which nothing more comes).
 */
export class Stream extends EventTarget {
  #hls;
  #media;
  #keys;
  #ledger;
  #height;
  #recoveredAt = -Infinity;
  #mediaSource = null;
  #events;
  // Where the segment on the screen begins, in seconds.
  #shownFrom = 0;
  /** The film's length by its playlists, in seconds; 0 before one is read. */
  duration = 0;
  /** The rendition on the screen. */
  rendition = '';
  /** The manifest is read, so playing may begin. */
  ready = false;

  /**
   * @param start `position` (-1: the beginning) and `choices`: `height`, `audio`, `subtitles`
   * @param guard what `keyAwareLoader` asks for
   */
  constructor(Hls, { media, manifestUrl, start, keys, ledger, guard }) {
    super();
    this.#media = media;
    this.#keys = keys;
    this.#ledger = ledger;
    this.#height = start.choices.height;
    this.#hls = new Hls(settings(Hls, start, guard));
    this.#events = Hls.Events;
    this.#listen(Hls.Events);
    this.matchSpeed();
    this.#hls.attachMedia(media);
    this.#hls.loadSource(manifestUrl);
  }

  destroy() {
    this.#hls.destroy();
  }

  get levels() {
    return this.#hls.levels;
  }

  /** The chosen quality, -1 for automatic. */
  get chosenLevel() {
    return this.#hls.autoLevelEnabled ? -1 : this.#hls.manualLevel;
  }

  /** Changes after the current segment, so that nothing stalls; what lies behind is not kept either. */
  chooseLevel(index) {
    this.#hls.nextLevel = index;
    // In the last segment hls.js would keep it, and "Play again" would begin in the old quality.
    const endOffset = this.#shownFrom - 1;
    if (endOffset > 0) this.#hls.trigger(this.#events.BUFFER_FLUSHING, { startOffset: 0, endOffset, type: 'video' });
  }

  get tracks() {
    const { audioTracks: audio, audioTrack, subtitleTracks: subtitles, subtitleTrack } = this.#hls;
    return { audio, audioTrack, subtitles, subtitleTrack };
  }

  chooseAudio(index) {
    this.#hls.audioTrack = index;
  }

  chooseSubtitles(index) {
    this.#hls.subtitleTrack = index;
  }

  /** At four times the speed the same stretch lasts a quarter as long. */
  matchSpeed() {
    const ahead = BUFFER_SECONDS * Math.max(1, this.#media.playbackRate);
    this.#hls.config.maxBufferLength = ahead;
    this.#hls.config.maxMaxBufferLength = ahead;
  }

  #listen(events) {
    const on = (event, act) => this.#hls.on(events[event], (_, data) => act(data));
    on('MANIFEST_PARSED', () => this.#knowRenditions());
    on('MEDIA_ATTACHED', ({ mediaSource }) => (this.#mediaSource = mediaSource ?? null));
    on('LEVEL_LOADED', ({ details }) => this.#knowLevel(details));
    on('BUFFER_APPENDED', () => this.keepDuration());
    on('AUDIO_TRACK_LOADED', ({ details }) => this.#keys.addPlaylist(details.fragments));
    on('SUBTITLE_TRACK_LOADED', ({ details }) => this.#keys.addPlaylist(details.fragments));
    on('FRAG_LOADED', ({ frag }) => this.#ledger.segmentFetched(renditionOf(frag.url), frag.stats.total));
    on('FRAG_CHANGED', ({ frag }) => this.#shown(frag));
    on('ERROR', (data) => this.#failed(data));
    for (const event of ['LEVEL_SWITCHED', 'AUDIO_TRACKS_UPDATED', 'SUBTITLE_TRACKS_UPDATED']) {
      on(event, () => this.#changed());
    }
  }

  /**
   * hls.js declares the stream ended while a change of quality still empties the buffer, and with that the browser
   * cuts the film's length to what is left in it.
   */
  keepDuration() {
    const source = this.#mediaSource;
    if (source?.readyState !== 'open' || source.duration >= this.duration - SLACK_SECONDS) return;
    if ([...source.sourceBuffers].some((buffer) => buffer.updating)) return;
    source.duration = this.duration;
  }

  #knowLevel({ edge, fragments }) {
    this.duration = edge;
    this.#keys.addPlaylist(fragments);
  }

  #knowRenditions() {
    for (const level of [...this.#hls.levels].sort((a, b) => b.height - a.height || b.bitrate - a.bitrate)) {
      this.#keys.addRow(renditionOf(level.uri), `${level.height}p`);
    }
    for (const track of this.#hls.allAudioTracks) {
      if (track.url) this.#keys.addRow(renditionOf(track.url), track.lang ? `audio ${track.lang}` : 'audio');
    }
    const chosen = this.#hls.levels.findIndex(({ height }) => height === this.#height);
    if (chosen >= 0) this.chooseLevel(chosen);
    this.ready = true;
    this.dispatchEvent(new Event('ready'));
    this.#changed();
  }

  #shown(frag) {
    if (frag.type !== 'main') return;
    this.rendition = renditionOf(frag.url);
    this.#shownFrom = frag.start;
    this.#changed();
  }

  #failed({ fatal, type, details, networkDetails, response }) {
    // The loader counts keys itself.
    if (type === 'networkError' && response && !details.startsWith('key')) this.#ledger.failedRequests += 1;
    if (!fatal) return;
    if (type === 'mediaError' && performance.now() - this.#recoveredAt > RECOVERY_PAUSE_MS) {
      this.#recover();
    } else {
      const unplayable = { code: 'playback_failed', detail: 'This browser could not play the stream.' };
      this.#over(type === 'networkError' ? problemOf(networkDetails, response) : new Problem(unplayable));
    }
  }

  /** Takes a new media source, which pauses the element without a word. */
  #recover() {
    this.#recoveredAt = performance.now();
    const playing = !this.#media.paused;
    this.#hls.recoverMediaError();
    if (playing) this.#media.play().catch(() => {});
  }

  #over(problem) {
    this.dispatchEvent(new CustomEvent('over', { detail: problem }));
  }

  #changed() {
    this.dispatchEvent(new Event('change'));
  }
}

function settings(Hls, { position, choices }, guard) {
  return {
    loader: keyAwareLoader(Hls.DefaultConfig.loader, guard),
    workerPath: '/page/hls.worker.js',
    startPosition: position,
    audioPreference: choices.audio ?? undefined,
    subtitlePreference: choices.subtitles ?? undefined,
    capLevelToPlayerSize: true,
    // Length alone decides how far ahead it loads.
    maxBufferSize: 0,
    backBufferLength: 60,
    // Our loader has done all the asking that makes sense.
    keyLoadPolicy: { default: { ...Hls.DefaultConfig.keyLoadPolicy.default, timeoutRetry: null, errorRetry: null } },
  };
}

/** What the server said to an hls.js request that failed. */
function problemOf(xhr, response) {
  const status = response?.code ?? 0;
  if (!xhr || status === 0) return Problem.network();
  const body = xhr.response instanceof ArrayBuffer ? new TextDecoder().decode(xhr.response) : xhr.response;
  return Problem.parse(status, typeof body === 'string' ? body : '', (name) => xhr.getResponseHeader?.(name) ?? null);
}
