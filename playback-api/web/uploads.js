import { make } from './dom.js';
import { Upload } from './upload.js';

/** The uploads of this tab. They go on whatever is shown, and end with the sign-in. */
export class Uploads extends EventTarget {
  #api;
  #running = new Set();
  element = make('ul', { class: 'uploads', ariaLabel: 'Uploads' });

  constructor(api) {
    super();
    this.#api = api;
  }

  /** Fires `stored` (detail: the new video) when the server has all of it. */
  start(file) {
    const upload = new Upload(this.#api, file, (video) => {
      this.#running.delete(upload);
      this.dispatchEvent(new CustomEvent('stored', { detail: { title: file.name, size_bytes: file.size, ...video } }));
    });
    this.#running.add(upload);
    this.element.append(upload.element);
    upload.start();
  }

  abort() {
    for (const upload of this.#running) upload.abort();
    this.#running.clear();
    this.element.replaceChildren();
  }
}
