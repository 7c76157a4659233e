// DESIGN: /t/{edgeToken}/{videoId}/{generation}/{rendition}/…
const RENDITION = /^\/t\/[^/]+\/[^/]+\/[^/]+\/([^/]+)\//;

/** The rendition that a media URL belongs to, or "". */
export function renditionOf(url) {
  return RENDITION.exec(new URL(url, location.origin).pathname)?.[1] ?? '';
}

/** Which key opens which stretch of which rendition, and which of them this player holds. */
export class KeyMap {
  /** rendition → { label, periods: [{ kid, start, end, held }] }, best quality first, audio last. */
  rows = new Map();

  /** Knows a rendition before its playlist is there. */
  addRow(rendition, label) {
    if (rendition && !this.rows.has(rendition)) this.rows.set(rendition, { label, periods: [] });
  }

  label(rendition) {
    return this.rows.get(rendition)?.label ?? rendition;
  }

  /** Takes a media playlist as hls.js parsed it: neighbouring segments with one key URI are one period. */
  addPlaylist(fragments) {
    if (!fragments.some(({ levelkeys }) => levelkeys?.identity)) return;
    const rendition = renditionOf(fragments[0].url);
    this.addRow(rendition, rendition);
    const held = new Set(this.rows.get(rendition).periods.filter((period) => period.held).map(({ kid }) => kid));
    const periods = [];
    for (const { start, duration, levelkeys } of fragments) {
      const kid = levelkeys?.identity?.uri?.split('/').pop() ?? '';
      const last = periods.at(-1);
      if (last?.kid === kid) last.end = start + duration;
      else periods.push({ kid, start, end: start + duration, held: held.has(kid) });
    }
    this.rows.get(rendition).periods = periods;
  }

  hold({ rendition, kid }) {
    const period = this.rows.get(rendition)?.periods.find((candidate) => candidate.kid === kid);
    if (period) period.held = true;
  }

  /** The period at a media time, with its place: { kid, start, end, held, number, of }, or null. */
  at(rendition, time) {
    const periods = this.rows.get(rendition)?.periods ?? [];
    const index = periods.findIndex(({ start, end }) => time >= start && time < end);
    return index < 0 ? null : { ...periods[index], number: index + 1, of: periods.length };
  }

  /** { start, end } of each period: the timeline is shared, so any loaded row shows where the borders are. */
  get borders() {
    for (const { periods } of this.rows.values()) {
      if (periods.length > 0) return periods.map(({ start, end }) => ({ start, end }));
    }
    return [];
  }
}
