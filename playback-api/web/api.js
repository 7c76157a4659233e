import { Problem } from './problems.js';

const SIGN_IN = '/v1/dev/sign-in';
// All this page can do; named, so that a server that asks for more says just that.
const TIER = 'bearer';

/** Talks to `/v1`. The access token lives in this object and nowhere else. */
export class Api extends EventTarget {
  #token = null;
  #accepted = false;
  #posters = new Map();
  viewer = null;

  get signedIn() {
    return this.#accepted;
  }

  /** Development only: a one-time code from the printed link. */
  async signInWithCode(code) {
    const { body } = await this.#call('POST', SIGN_IN, { json: { code } });
    this.#adopt(body.access_token, body.viewer);
    this.#accept();
  }

  /**
   * Any access token; whether it is good shows at the first call.
   *
   * @param toWatch whether a token that may not list videos will do
   */
  async signInWithToken(token, toWatch) {
    this.#adopt(token, subjectOf(token));
    try {
      await this.videos(null, 1);
    } catch (problem) {
      if (!toWatch || problem.code !== 'scope_missing') {
        this.#token = null;
        throw problem;
      }
    }
    this.#accept();
  }

  signOut() {
    this.#token = null;
    this.#accepted = false;
    this.viewer = null;
    for (const url of this.#posters.values()) URL.revokeObjectURL(url);
    this.#posters.clear();
    this.dispatchEvent(new Event('signed-out'));
  }

  async videos(cursor, limit = 24) {
    const query = new URLSearchParams({ limit: String(limit) });
    if (cursor) query.set('cursor', cursor);
    return (await this.#call('GET', `/v1/videos?${query}`)).body;
  }

  async video(id) {
    return (await this.#call('GET', `/v1/videos/${id}`)).body;
  }

  async remove(id) {
    await this.#call('DELETE', `/v1/videos/${id}`);
  }

  async retry(id) {
    return (await this.#call('POST', `/v1/videos/${id}/retry`)).body;
  }

  /** A blob URL of the poster, or null while there is none. */
  async poster(id) {
    if (!this.#posters.has(id)) {
      const blob = await this.picture(`/v1/videos/${id}/poster`);
      if (blob === null) return null;
      this.#posters.set(id, URL.createObjectURL(blob));
    }
    return this.#posters.get(id);
  }

  /** A picture or a text track of a video, or null if it has none. */
  async picture(url) {
    try {
      const response = await this.#fetch('GET', url);
      return response.ok ? await response.blob() : null;
    } catch {
      return null;
    }
  }

  /** The answer of a session call and how far the server's clock is ahead of ours, in milliseconds. */
  async openSession(id) {
    return this.#session(`/v1/videos/${id}/sessions`, { viewer: this.viewer, tier: TIER });
  }

  async refreshSession(sid, refreshToken) {
    return this.#session(`/v1/sessions/${sid}/refresh`, { refresh_token: refreshToken });
  }

  /** Gives the viewer's place back; survives the closing of the tab. */
  endSession(sid) {
    this.#fetch('DELETE', `/v1/sessions/${sid}`, { keepalive: true }).catch(() => {});
  }

  /** The live event stream of a video: an open response. */
  async events(id, signal) {
    const response = await this.#fetch('GET', `/v1/videos/${id}/events`, { signal, accept: 'text/event-stream' });
    if (!response.ok) throw await Problem.from(response);
    return response;
  }

  /** For the upload alone, which needs XMLHttpRequest to see its progress. */
  authorize(xhr) {
    xhr.setRequestHeader('Authorization', `Bearer ${this.#token}`);
  }

  async #session(path, json) {
    const { body, response } = await this.#call('POST', path, { json });
    // It broke off on its way, so what it granted is lost.
    if (!body) throw Problem.network();
    const serverTime = Date.parse(response.headers.get('Date') ?? '');
    const ahead = Number.isNaN(serverTime) ? 0 : serverTime - Date.now();
    // The Date header counts whole seconds.
    return { ...body, clockAhead: Math.abs(ahead) < 2000 ? 0 : ahead };
  }

  async #call(method, path, options = {}) {
    const response = await this.#fetch(method, path, options);
    if (!response.ok) {
      const problem = await Problem.from(response);
      if (response.status === 401 && this.signedIn && !path.endsWith('/refresh')) {
        this.dispatchEvent(new CustomEvent('refused', { detail: problem }));
      }
      throw problem;
    }
    const body = response.status === 204 ? null : await response.json().catch(() => null);
    return { body, response };
  }

  async #fetch(method, path, { json, signal, keepalive = false, accept = 'application/json' } = {}) {
    const headers = { Accept: accept };
    // Only our own API may see the access token, wherever an answer points us.
    if (new URL(path, location.origin).href.startsWith(`${location.origin}/v1/`) && path !== SIGN_IN) {
      // What is still under way when somebody signs out ends here.
      if (!this.#token) throw new Problem({ status: 401, code: 'token_missing' });
      headers.Authorization = `Bearer ${this.#token}`;
    }
    if (json) headers['Content-Type'] = 'application/json';
    const body = json ? JSON.stringify(json) : undefined;
    const options = { method, headers, body, signal, keepalive, credentials: 'omit', cache: 'no-store' };
    try {
      return await fetch(path, options);
    } catch (failure) {
      throw failure.name === 'AbortError' ? failure : Problem.network();
    }
  }

  #adopt(token, viewer) {
    this.#token = token;
    this.viewer = viewer ?? 'viewer';
  }

  #accept() {
    this.#accepted = true;
    this.dispatchEvent(new Event('signed-in'));
  }
}

/** Who a JWT speaks for: only for display and for `viewer`; the server checks for itself. */
function subjectOf(token) {
  try {
    const payload = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (c) => c.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes)).sub;
  } catch {
    return undefined;
  }
}
