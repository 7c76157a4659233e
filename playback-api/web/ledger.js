// Enough to tell the story; the counters carry the sums.
const LOG_LINES = 40;
const DELAYS = { pace_exceeded: 'ahead of the pace', network: 'no answer' };

/** What the security did while this page played: counters, the last events, segments per rendition. */
export class Ledger {
  asked = 0;
  granted = 0;
  refused = 0;
  refreshes = 0;
  sessions = 0;
  stalls = 0;
  failedRequests = 0;
  /** Seconds of film that may still be asked for, or null before the first key. */
  pace = null;
  /** rendition → { count, bytes } */
  segments = new Map();
  /** Newest first: { time, kind, text }. */
  log = [];

  keyAsked() {
    this.asked += 1;
  }

  keyGranted(label, kid, pace) {
    this.granted += 1;
    if (pace !== null) this.pace = pace;
    this.note('good', `Key ${short(kid)} granted for ${label}`);
  }

  keyDelayed(kid, seconds, code) {
    const why = DELAYS[code] ?? 'key server busy';
    this.note('wait', `Key ${short(kid)} must wait ${Math.ceil(seconds)} s: ${why}`);
  }

  keyRefused(label, kid, problem) {
    this.refused += 1;
    this.failedRequests += 1;
    this.note('bad', `Key ${short(kid)} refused for ${label}: ${problem.code || problem.status}`);
  }

  tokenRenewed() {
    this.refreshes += 1;
    this.note('info', 'Playback token renewed, the old renewal is spent');
  }

  sessionOpened() {
    this.sessions += 1;
    this.note('info', this.sessions === 1 ? 'Session opened' : 'New session opened at the same position');
  }

  segmentFetched(rendition, size) {
    const sum = this.segments.get(rendition) ?? { count: 0, bytes: 0 };
    this.segments.set(rendition, { count: sum.count + 1, bytes: sum.bytes + size });
  }

  note(kind, text) {
    this.log.unshift({ time: new Date(), kind, text });
    this.log.length = Math.min(this.log.length, LOG_LINES);
  }
}

/** Enough of an id to tell two apart by eye. */
export function short(kid) {
  return kid.slice(0, 6);
}
