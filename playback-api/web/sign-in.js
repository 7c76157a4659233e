import { showProblem, stamp } from './dom.js';
import { Problem, sentenceFor } from './problems.js';

/** The first screen: a token, and why one is needed. */
export class SignIn {
  #api;
  #toWatch;
  #parts = stamp('sign-in');

  /** @param toWatch whether a video is shown next, and not the list */
  constructor(api, { sentence, toWatch }) {
    this.#api = api;
    this.#toWatch = toWatch;
    const { form, token } = this.#parts;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit(token.value.replace(/\s+/g, ''));
    });
    if (sentence) this.#tell(sentence);
  }

  get element() {
    return this.#parts.root;
  }

  load() {
    this.#parts.token.focus({ preventScroll: true });
  }

  close() {
    this.#parts.token.value = '';
  }

  async #submit(token) {
    this.#tell('');
    try {
      await this.#api.signInWithToken(token, this.#toWatch);
    } catch (failure) {
      const problem = failure instanceof Problem ? failure : new Problem({ code: 'token_malformed' });
      this.#tell(sentenceFor(problem), problem.reference);
    }
  }

  #tell(sentence, reference) {
    showProblem(this.#parts.problem, sentence, { reference });
  }
}
