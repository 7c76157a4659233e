import { announce, stamp, write } from './dom.js';
import { bytes, span } from './format.js';
import { Problem, sentenceFor } from './problems.js';

const LONGEST_TITLE = 200;

/** One file on its way up: a line with progress, cancel and try again. */
export class Upload {
  #api;
  #file;
  #onStored;
  // The same key for every attempt: a repeat of a request that did arrive makes no second video.
  #key = crypto.randomUUID();
  #parts = stamp('upload');
  #xhr = null;
  #started = 0;
  // One per upload: two of them are two reasons to ask.
  #askFirst = (event) => event.preventDefault();

  constructor(api, file, onStored) {
    this.#api = api;
    this.#file = file;
    this.#onStored = onStored;
    const { name, bar, cancel, again, dismiss } = this.#parts;
    name.textContent = file.name;
    bar.setAttribute('aria-label', `Upload of ${file.name}`);
    cancel.addEventListener('click', () => this.abort());
    again.addEventListener('click', () => this.start());
    dismiss.addEventListener('click', () => this.#parts.root.remove());
  }

  get element() {
    return this.#parts.root;
  }

  abort() {
    this.#xhr?.abort();
  }

  start() {
    const xhr = new XMLHttpRequest();
    this.#xhr = xhr;
    this.#started = performance.now();
    xhr.open('POST', `/v1/videos?title=${encodeURIComponent(titleOf(this.#file.name))}`);
    this.#api.authorize(xhr);
    xhr.setRequestHeader('Content-Type', this.#file.type.startsWith('video/') ? this.#file.type : 'video/mp4');
    xhr.setRequestHeader('Idempotency-Key', this.#key);
    xhr.setRequestHeader('Accept', 'application/json');
    xhr.upload.addEventListener('progress', (event) => this.#progress(event.loaded, event.total));
    xhr.addEventListener('load', () => this.#answered(xhr));
    xhr.addEventListener('error', () => this.#failed(sentenceFor(Problem.network())));
    xhr.addEventListener('abort', () => this.#failed('Cancelled. Nothing was kept.'));
    this.#show({ running: true });
    write(this.#parts.status, 'starting');
    announce(`Uploading ${this.#file.name}`);
    xhr.send(this.#file);
  }

  #progress(loaded, total) {
    const percent = total > 0 ? (loaded / total) * 100 : 100;
    this.#parts.bar.value = percent;
    const elapsed = (performance.now() - this.#started) / 1000;
    const left = loaded > 0 ? (elapsed / loaded) * (total - loaded) : 0;
    const rest = loaded < total ? `${span(left)} left` : 'sealing the last bytes';
    write(this.#parts.status, `${Math.floor(percent)} % of ${bytes(total)}, ${rest}`);
  }

  #answered(xhr) {
    if (xhr.status >= 200 && xhr.status < 300) {
      this.#guardLeaving(false);
      this.#parts.root.remove();
      announce(`${this.#file.name} is uploaded and waits to be prepared`);
      this.#onStored(JSON.parse(xhr.responseText));
    } else {
      const problem = Problem.parse(xhr.status, xhr.responseText, (name) => xhr.getResponseHeader(name));
      this.#failed(sentenceFor(problem));
    }
  }

  #failed(sentence) {
    this.#show({ running: false });
    write(this.#parts.status, sentence);
    announce(`${this.#file.name}: ${sentence}`);
  }

  /** Closing the tab would end the upload, so the browser asks first. */
  #guardLeaving(running) {
    if (running) addEventListener('beforeunload', this.#askFirst);
    else removeEventListener('beforeunload', this.#askFirst);
  }

  #show({ running }) {
    const { root, cancel, again, dismiss } = this.#parts;
    root.classList.toggle('failed', !running);
    this.#guardLeaving(running);
    cancel.hidden = !running;
    again.hidden = running;
    dismiss.hidden = running;
  }
}

/** "holiday_2024.final.mp4" → "holiday 2024.final", cut where an address would grow too long. */
function titleOf(fileName) {
  const name = fileName.replace(/\.[A-Za-z0-9]{2,4}$/, '').replaceAll('_', ' ').trim();
  return [...name].slice(0, LONGEST_TITLE).join('') || 'Untitled';
}
