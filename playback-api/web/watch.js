import { Controls } from './controls.js';
import { announce, showProblem, stamp, write } from './dom.js';
import { follow } from './events.js';
import { bytes, clock, day } from './format.js';
import { Panel } from './panel.js';
import { Player } from './player.js';
import { failureOf, Problem, sentenceFor } from './problems.js';
import { PlaybackSession } from './session.js';
import { Storyboard } from './storyboard.js';

const REDRAW_MS = 250;
const NO_PLAYER =
  'The player library is not installed on this server. Run “npm ci” in playback-api/web and build again.';
const NO_MSE =
  'This browser has no Media Source Extensions, which the encrypted player needs. Its built-in HLS player cannot send the token that a key request needs, and this page does not offer the native tier.';

const SAID = {
  pacing: 'The next key follows in a moment.',
  retrying: 'The key server does not answer. Trying again.',
};

/** The player library; asked for early, it is there when the sign-in is done. */
export function library() {
  return import('/page/hls.min.mjs');
}

/** One video: picture, controls and the security panel. */
export class Watch {
  #api;
  #id;
  #mediaOrigins;
  #parts = stamp('watch');
  #storyboard;
  #controls = null;
  #panel = null;
  #timer = 0;
  #shown = '';
  // Play may be pressed while the player library is still on its way: then a session is, too.
  #pressed = false;
  #early = null;
  #gone = new AbortController();
  player = null;

  constructor(api, id, mediaOrigins) {
    this.#api = api;
    this.#id = id;
    this.#mediaOrigins = mediaOrigins;
    this.#storyboard = new Storyboard(api);
    this.#parts.start.addEventListener('click', () => this.press());
    document.addEventListener('keydown', (event) => this.#earlyKey(event), { signal: this.#gone.signal });
  }

  get element() {
    return this.#parts.root;
  }

  close() {
    this.#gone.abort();
    clearInterval(this.#timer);
    this.#controls?.close();
    this.player?.close();
    this.#giveBack();
    this.#storyboard.close();
  }

  async load() {
    try {
      // Both at once: the library is big, and play should answer at once.
      const [{ default: Hls }, video] = await Promise.all([library(), this.#metadata()]);
      if (this.#gone.signal.aborted) return;
      if (video) this.#describe(video);
      else write(this.#parts.title, 'This video');
      if (!Hls.isSupported()) this.#cannot(NO_MSE);
      else if (!video || video.state === 'READY') this.#ready(Hls);
      else await this.#wait(Hls, video);
    } catch (failure) {
      if (this.#gone.signal.aborted) return;
      this.#cannot(failure instanceof Problem ? sentenceFor(failure) : NO_PLAYER, failure.reference);
    }
  }

  press() {
    const { dataset } = this.#parts.player;
    if (this.player) {
      this.player.play();
    } else if (dataset.state === 'idle') {
      dataset.state = 'opening';
      this.#pressed = true;
      this.#early = PlaybackSession.open(this.#api, this.#id);
      // Whoever takes it over tells what went wrong.
      this.#early.catch(() => {});
    }
  }

  /** The controls take the keyboard over as soon as they are there. */
  #earlyKey(event) {
    if (this.player || event.key !== ' ' || event.target.matches('button, summary, a, select')) return;
    event.preventDefault();
    this.press();
  }

  /** Null for whom the owner lets watch and no more; whether that is so shows when play is pressed. */
  async #metadata() {
    try {
      return await this.#api.video(this.#id);
    } catch (problem) {
      if (problem.status === 403 || problem.status === 404) return null;
      throw problem;
    }
  }

  #describe(video) {
    const { title, facts, video: media } = this.#parts;
    document.title = `${video.title} · Reelkey`;
    write(title, video.title || 'Untitled');
    const length = video.duration_seconds > 0 ? clock(Math.round(video.duration_seconds)) : '';
    write(facts, [length, bytes(video.size_bytes), day(video.created_at)].filter(Boolean).join(' · '));
    if (video.state !== 'READY') return;
    // Where play is pressed already, the first picture is on its way.
    if (!this.#pressed) this.#api.poster(video.id).then((url) => url && (media.poster = url));
  }

  async #wait(Hls, video) {
    this.#giveBack();
    this.#say(video);
    if (video.state === 'FAILED') return;
    await follow(this.#api, this.#id, (news) => this.#say(news), this.#gone.signal);
    const now = await this.#api.video(this.#id);
    if (this.#gone.signal.aborted) return;
    this.#describe(now);
    if (now.state === 'READY') this.#ready(Hls);
    else this.#say(now);
  }

  #say({ state, progress, error }) {
    const { player, say } = this.#parts;
    if (state === 'FAILED') {
      this.#cannot(failureOf(error));
    } else if (state === 'DELETED') {
      this.#cannot('This video was deleted.');
    } else {
      player.dataset.state = 'preparing';
      const percent = progress?.percent > 0 ? ` ${Math.floor(progress.percent)} %` : '';
      write(say, `This video is still being prepared.${percent}`);
    }
  }

  #ready(Hls) {
    const player = new Player(Hls, this.#api, this.#parts.video, this.#id, this.#mediaOrigins);
    this.player = player;
    this.#controls = new Controls(player, this.#storyboard, this.#parts);
    this.#panel = new Panel(player, this.#parts);
    player.addEventListener('change', () => this.#follow());
    this.#timer = setInterval(() => this.#redraw(), REDRAW_MS);
    this.#follow();
    this.#redraw();
    if (this.#pressed) player.play(this.#early);
    this.#early = null;
  }

  /** A session that was opened for a picture that never came. */
  #giveBack() {
    this.#early?.then((session) => session.close(), () => {});
    this.#early = null;
  }

  /** What changes with the player's state and not with each tick. */
  #follow() {
    const { state } = this.player;
    if (state === this.#shown) return;
    this.#shown = state;
    const { player, say, problem, start, play } = this.#parts;
    // The big button goes away; who pressed it by keyboard goes on from the small one.
    if (state === 'opening' && document.activeElement === start) play.focus({ preventScroll: true });
    player.dataset.state = state;
    start.setAttribute('aria-label', state === 'ended' ? 'Play again' : 'Play');
    write(say, SAID[state] ?? '');
    if (state === 'failed') this.#showFailure();
    else if (state === 'opening') showProblem(problem, '');
    else if (state === 'playing' && !this.#storyboard.asked) this.#loadStoryboard();
    if (['playing', 'paused', 'ended'].includes(state)) announce(state[0].toUpperCase() + state.slice(1));
    this.#panel.render();
  }

  #loadStoryboard() {
    const url = this.player.session?.storyboardUrl;
    this.#storyboard.asked = true;
    if (url) this.#storyboard.load(url);
  }

  #showFailure() {
    const { problem } = this.player;
    showProblem(this.#parts.problem, sentenceFor(problem), {
      reference: problem.reference,
      action: () => this.player.play(),
      label: 'Play again',
    });
  }

  #redraw() {
    if (document.hidden) return;
    this.#controls.render();
    this.#panel.render();
  }

  #cannot(sentence, reference) {
    this.#giveBack();
    this.#parts.player.dataset.state = 'failed';
    this.#parts.start.hidden = true;
    showProblem(this.#parts.problem, sentence, { reference });
  }
}
