// "tiles-1.jpg#xywh=160,90,160,90": a cue of a storyboard names a rectangle of a sheet.
const TARGET = /^(\S+?)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;
const TIMING = /^((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})/;

/** The small pictures above the seek bar. Without a storyboard it has none to show, and says so by null. */
export class Storyboard {
  #cues = [];
  asked = false;
  #sheets = new Map();
  #api;

  constructor(api) {
    this.#api = api;
  }

  async load(url) {
    const blob = await this.#api.picture(url);
    if (blob) this.#cues = parse(await blob.text(), new URL(url, location.origin));
  }

  /** { image, x, y, width, height } for a media time, or null. */
  at(time) {
    const cue = this.#cues.find(({ start, end }) => time >= start && time < end);
    if (!cue) return null;
    const image = this.#sheet(cue.url);
    return image === null ? null : { image, ...cue };
  }

  close() {
    for (const url of this.#sheets.values()) if (url) URL.revokeObjectURL(url);
    this.#sheets.clear();
  }

  #sheet(url) {
    if (!this.#sheets.has(url)) {
      this.#sheets.set(url, null);
      this.#api.picture(url).then((blob) => blob && this.#sheets.set(url, URL.createObjectURL(blob)));
    }
    return this.#sheets.get(url);
  }
}

function parse(text, base) {
  const cues = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length - 1; i++) {
    const timing = TIMING.exec(lines[i]);
    const target = timing && TARGET.exec(lines[i + 1].trim());
    if (!target) continue;
    const [x, y, width, height] = target.slice(2).map(Number);
    cues.push({ start: seconds(timing[1]), end: seconds(timing[2]), url: new URL(target[1], base).href, x, y, width, height });
  }
  return cues;
}

function seconds(text) {
  return text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
