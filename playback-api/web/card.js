import { announce, confirmDelete, stamp, write } from './dom.js';
import { bytes, clock, day, span } from './format.js';
import { failureOf, sentenceFor } from './problems.js';

const STATES = {
  UPLOADING: 'Uploading',
  QUEUED: 'Waiting',
  PROCESSING: 'Preparing',
  READY: 'Ready',
  FAILED: 'Failed',
};
const PHASES = { waiting: 'Waiting its turn', analysing: 'Looking at the file', packaging: 'Encrypting', publishing: 'Checking and publishing' };

/** One video in the list. `actions`: `changed()` after a retry, `removed()` after a deletion, `problem(sentence)`. */
export class Card {
  #api;
  #actions;
  #parts = stamp('card');
  #hasPoster = false;
  video;

  constructor(api, video, actions) {
    this.#api = api;
    this.#actions = actions;
    this.#parts.remove.addEventListener('click', () => this.#remove());
    this.#parts.retry.addEventListener('click', () => this.#retry());
    this.update(video);
  }

  get element() {
    return this.#parts.root;
  }

  get settled() {
    return this.video.state === 'READY' || this.video.state === 'FAILED';
  }

  /** Takes what the list or an event says; fields that are not mentioned stay. */
  update(news) {
    const before = this.video?.state;
    this.video = { ...this.video, ...news };
    this.#showState();
    this.#showWork();
    this.#showPoster();
    const { state, title } = this.video;
    if (before && before !== state) announce(`${title}: ${STATES[state] ?? state}`);
  }

  #showState() {
    const { root, chip, title, facts, length, why, retry, remove } = this.#parts;
    const video = this.video;
    const name = video.title || 'Untitled';
    root.dataset.state = video.state;
    write(chip, STATES[video.state] ?? video.state);
    write(title, name);
    if (video.state === 'READY') title.href = `/watch/${video.id}`;
    else title.removeAttribute('href');
    write(facts, [bytes(video.size_bytes), day(video.created_at)].filter(Boolean).join(' · '));
    length.hidden = video.state !== 'READY' || !(video.duration_seconds > 0);
    write(length, clock(Math.round(video.duration_seconds ?? 0)));
    why.hidden = video.state !== 'FAILED';
    if (video.state === 'FAILED') write(why, failureOf(video.error));
    retry.hidden = video.state !== 'FAILED';
    retry.setAttribute('aria-label', `Retry ${name}`);
    remove.setAttribute('aria-label', `Delete ${name}`);
  }

  #showWork() {
    const { work, bar, pace } = this.#parts;
    work.hidden = this.settled;
    const { percent, speed, eta_seconds: eta, phase } = this.video.progress ?? {};
    bar.setAttribute('aria-label', `Preparing ${this.video.title}`);
    if (percent > 0) bar.value = percent;
    else bar.removeAttribute('value');
    const full = phase === 'waiting' && this.video.state === 'PROCESSING';
    const words = full ? ['Waiting for room on the server'] : [
      percent > 0 && percent < 100 ? `${Math.floor(percent)} %` : (PHASES[phase] ?? STATES[this.video.state]),
      speed > 0 ? `${speed.toFixed(1)}× real time` : '',
      eta > 0 ? `${span(eta)} left` : '',
    ];
    write(pace, words.filter(Boolean).join(' · '));
  }

  async #showPoster() {
    if (this.#hasPoster || this.video.state !== 'READY') return;
    this.#hasPoster = true;
    const url = await this.#api.poster(this.video.id);
    if (url === null) return;
    const image = new Image();
    image.alt = '';
    image.src = url;
    this.#parts.poster.prepend(image);
    this.#parts.root.classList.add('pictured');
  }

  async #remove() {
    const sure = await confirmDelete(
      `Delete “${this.video.title}”?`,
      'Its keys are destroyed and its files removed. Whoever is watching stops at the next key. This cannot be undone.',
    );
    if (sure) await this.#attempt(() => this.#api.remove(this.video.id), this.#actions.removed);
  }

  #retry() {
    return this.#attempt(() => this.#api.retry(this.video.id), this.#actions.changed);
  }

  async #attempt(act, done) {
    try {
      done(await act());
    } catch (problem) {
      this.#actions.problem(sentenceFor(problem), problem.reference);
    }
  }
}
