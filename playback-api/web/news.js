import { follow, pause } from './events.js';

// An event stream holds a connection for as long as it lasts, and a browser has six of them (HTTP/1.1).
const STREAMS = 2;
const POLL_MS = 4000;
const SETTLED = new Set(['READY', 'FAILED', 'DELETED']);

/** News of unfinished videos: of two at a time by their event streams, of the others from the list, read now and then. */
export class News {
  #api;
  #tell;
  #signal;
  #waiting = new Set();
  #followed = new Set();
  #reading = false;

  /** @param tell called with a video's id and what is new about it */
  constructor(api, tell, signal) {
    this.#api = api;
    this.#tell = tell;
    this.#signal = signal;
  }

  follow(id) {
    if (this.#followed.has(id)) return;
    this.#waiting.add(id);
    this.#share();
  }

  /** For a video that is gone. */
  forget(id) {
    this.#waiting.delete(id);
  }

  #share() {
    for (const id of this.#waiting) {
      if (this.#followed.size >= STREAMS) break;
      this.#waiting.delete(id);
      this.#listen(id);
    }
    if (this.#waiting.size > 0 && !this.#reading) this.#read();
  }

  async #listen(id) {
    this.#followed.add(id);
    await follow(this.#api, id, (news) => this.#tell(id, news), this.#signal);
    this.#followed.delete(id);
    if (!this.#signal.aborted) this.#share();
  }

  async #read() {
    this.#reading = true;
    while (this.#waiting.size > 0) {
      await pause(POLL_MS, this.#signal);
      if (this.#signal.aborted) return;
      const { videos } = await this.#api.videos(null).catch(() => ({ videos: [] }));
      for (const video of videos.filter(({ id }) => this.#waiting.has(id))) {
        if (SETTLED.has(video.state)) this.#waiting.delete(video.id);
        this.#tell(video.id, video);
      }
    }
    this.#reading = false;
  }
}
