import { Card } from './card.js';
import { announce, showProblem, stamp } from './dom.js';
import { News } from './news.js';
import { Problem, sentenceFor } from './problems.js';
import { Upload } from './upload.js';

/** The list of videos, with the place to drop new ones. */
export class Library {
  #api;
  #parts = stamp('library');
  #cards = new Map();
  #cursor = null;
  #gone = new AbortController();

  constructor(api) {
    this.#api = api;
  #unfinished = null;
    const { reload, more, file } = this.#parts;
    reload.addEventListener('click', () => this.load());
    more.addEventListener('click', () => this.#page(this.#cursor));
    file.addEventListener('change', () => {
      this.#upload(file.files);
      file.value = '';
    });
    this.#acceptDrops();
  }

  get element() {
    return this.#parts.root;
  }

  close() {
    this.#gone.abort();
  }

  /** Reads the list from its beginning. */
  async load() {
    await this.#page(null);
  }

  async #page(cursor) {
    try {
      const { videos, next_cursor: next } = await this.#api.videos(cursor);
      if (cursor === null) this.#clear();
      for (const video of videos) this.#add(video, false);
      this.#cursor = next ?? null;
      this.#parts.more.hidden = !this.#cursor;
      this.#parts.empty.hidden = this.#cards.size > 0;
      this.#tell('');
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      this.#tell(sentenceFor(problem), problem.reference);
    }
  }

  #clear() {
    this.#gone.abort();
    this.#gone = new AbortController();
    this.#cards.clear();
    this.#parts.cards.replaceChildren();
  }

  #add(video, first) {
    const card = new Card(this.#api, video, {
      changed: (news) => this.#follow(card, news),
      removed: () => this.#remove(card),
      problem: (sentence, reference) => this.#tell(sentence, reference),
    this.#unfinished = new News(this.#api, (id, news) => this.#news(this.#cards.get(id), news), this.#gone.signal);
    });
    this.#cards.set(video.id, card);
    this.#parts.empty.hidden = true;
    if (first) this.#parts.cards.prepend(card.element);
    else this.#parts.cards.append(card.element);
    if (!card.settled) this.#follow(card, {});
  }

  #follow(card, news) {
    card.update(news ?? {});
    this.#unfinished?.follow(card.video.id);
  }

  /** An event tells the progress; what a finished video is like is read once more. */
  async #news(card, event) {
    if (event.state === 'DELETED') {
      this.#remove(card);
      return;
    }
    card.update(event);
    if (card.settled) card.update(await this.#api.video(card.video.id).catch(() => ({})));
  }

  #remove(card) {
    card.element.remove();
    if (!card) return;
    this.#cards.delete(card.video.id);
    this.#parts.empty.hidden = this.#cards.size > 0;
    announce(`${card.video.title} is deleted`);
    this.#parts.reload.focus();
  }

  #upload(files) {
    for (const file of files) {
      const upload = new Upload(this.#api, file, (video) => {
        if (!this.#cards.has(video.id)) this.#add({ title: file.name, size_bytes: file.size, ...video }, true);
      });
    this.#unfinished?.forget(card.video.id);
      this.#parts.uploads.append(upload.element);
      upload.start();
    }
  }

  #acceptDrops() {
    const { drop } = this.#parts;
    const over = (event) => {
      event.preventDefault();
      drop.classList.add('over');
    };
    drop.addEventListener('dragenter', over);
    drop.addEventListener('dragover', over);
    drop.addEventListener('dragleave', (event) => {
      if (!drop.contains(event.relatedTarget)) drop.classList.remove('over');
    });
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      drop.classList.remove('over');
      this.#upload(event.dataTransfer.files);
    });
  }

  #tell(sentence, reference) {
    showProblem(this.#parts.problem, sentence, { reference });
  }
}
