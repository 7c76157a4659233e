import { Card } from './card.js';
import { announce, showProblem, stamp } from './dom.js';
import { News } from './news.js';
import { Problem, sentenceFor } from './problems.js';

/** The list of videos, with the place to drop new ones. */
export class Library {
  #api;
  #parts = stamp('library');
  #cards = new Map();
  #cursor = null;
  // The newest reading of the list; what an older one brings is too late.
  #turn = 0;
  #uploads;
  #left = new AbortController();
  #gone = new AbortController();
  #unfinished = null;

  constructor(api, uploads) {
    this.#api = api;
    this.#uploads = uploads;
    const { reload, more, file } = this.#parts;
    this.#parts.uploads.append(uploads.element);
    uploads.addEventListener('stored', ({ detail }) => this.#add(detail, true), { signal: this.#left.signal });
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
    this.#left.abort();
    this.#gone.abort();
  }

  /** Reads the list from its beginning. */
  async load() {
    await this.#page(null);
  }

  async #page(cursor) {
    const turn = ++this.#turn;
    try {
      const { videos, next_cursor: next } = await this.#api.videos(cursor);
      if (turn !== this.#turn) return;
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
    this.#unfinished = new News(this.#api, (id, news) => this.#news(this.#cards.get(id), news), this.#gone.signal);
    this.#cards.clear();
    this.#parts.cards.replaceChildren();
  }

  #add(video, first) {
    if (this.#cards.has(video.id)) return;
    const card = new Card(this.#api, video, {
      changed: (news) => this.#follow(card, news),
      removed: () => this.#remove(card),
      problem: (sentence, reference) => this.#tell(sentence, reference),
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
    if (!card) return;
    if (event.state === 'DELETED') {
      this.#remove(card);
      return;
    }
    card.update(event);
    if (card.settled) card.update(await this.#api.video(card.video.id).catch(() => ({})));
  }

  #remove(card) {
    card.element.remove();
    this.#cards.delete(card.video.id);
    this.#unfinished?.forget(card.video.id);
    this.#parts.empty.hidden = this.#cards.size > 0;
    announce(`${card.video.title} is deleted`);
    this.#parts.reload.focus();
  }

  #upload(files) {
    for (const file of files) this.#uploads.start(file);
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
