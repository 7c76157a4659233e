import { Api } from './api.js';
import { showProblem } from './dom.js';
import { Library } from './library.js';
import { sentenceFor } from './problems.js';
import { SignIn } from './sign-in.js';
import { publishStatus } from './status.js';
import { Uploads } from './uploads.js';
import { library, Watch } from './watch.js';

const WATCH = /^\/watch\/([a-z2-7]{26})$/;
const main = document.getElementById('main');
const api = new Api();
const uploads = new Uploads(api);
let view = null;
let shownPath = '';
let pressedEarly = false;

/** Where playlists, segments and keys come from: this origin, and what the server names besides. */
function mediaOrigins() {
  const named = document.querySelector('meta[name=reelkey-media-origins]').content;
  return [location.origin, ...named.split(' ').filter(Boolean)];
}

function viewFor(path, sentence) {
  const watch = WATCH.exec(path);
  if (!api.signedIn) return new SignIn(api, { sentence, toWatch: watch !== null });
  return watch ? new Watch(api, watch[1], mediaOrigins()) : new Library(api, uploads);
}

function render(sentence) {
  view?.close();
  document.title = 'Reelkey';
  shownPath = location.pathname;
  view = viewFor(location.pathname, sentence);
  main.replaceChildren(view.element);
  document.getElementById('who').hidden = !api.signedIn;
  document.getElementById('viewer').textContent = api.viewer ?? '';
  view.load();
  if (pressedEarly) view.press?.();
  pressedEarly = false;
}

/** Links inside the page keep the page, and with it the sign-in. */
function followLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-link][href]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    if (link.pathname !== location.pathname) history.pushState(null, '', link.pathname);
    render();
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
  // A link into the page itself, such as the one to its content, is a step in the history too.
  addEventListener('popstate', () => location.pathname !== shownPath && render());
  addEventListener('pagehide', () => view?.close());
  // A page that comes back from the browser's cache has closed its session.
  addEventListener('pageshow', (event) => event.persisted && render());
}

/** A film's own address says what will be needed, and a press on the space bar what is meant, before the sign-in ends. */
function prepareWatching() {
  if (!WATCH.test(location.pathname)) return;
  // The view tells where it is missing.
  library().catch(() => {});
  document.addEventListener('keydown', (event) => {
    if (view !== null || event.key !== ' ') return;
    event.preventDefault();
    pressedEarly = true;
  });
}

/** Takes the one-time code out of the address bar before anything else can see it. */
function takeCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get('code');
  if (location.hash) history.replaceState(null, '', location.pathname);
  return code;
}

/** The only script URL the page ever makes is the player's worker. */
function guardScripts() {
  globalThis.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => {
      if (new URL(url, location.origin).href === `${location.origin}/page/hls.worker.js`) return url;
      throw new TypeError('not a script of this page');
    },
  });
}

async function signIn() {
  const code = takeCode();
  let sentence = '';
  if (code) await api.signInWithCode(code).catch((problem) => (sentence = sentenceFor(problem)));
  render(sentence);
}

async function start() {
  guardScripts();
  publishStatus(api, () => view);
  if (!isSecureContext) {
    showProblem(main, 'This address is plain HTTP, where a browser has no cryptography. Use HTTPS, or localhost.');
    return;
  }
  followLinks();
  prepareWatching();
  document.getElementById('sign-out').addEventListener('click', () => {
    // A session is given back while there still is a token to do it with.
    view.close();
    api.signOut();
  });
  await signIn();
  // A link that is opened in this very tab changes nothing but the fragment.
  addEventListener('hashchange', () => location.hash.startsWith('#code=') && signIn());
  api.addEventListener('signed-in', () => render());
  api.addEventListener('signed-out', () => {
    uploads.abort();
    render();
  });
  api.addEventListener('refused', ({ detail }) => {
    api.signOut();
    showProblem(view.element.querySelector('[data-part=problem]'), sentenceFor(detail));
  });
}

start();
