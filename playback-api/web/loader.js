import { keyNamed, requestKey } from './key-request.js';
import { Problem } from './problems.js';

/**
 * An hls.js loader class that asks for keys in our own way and leaves playlists and segments to `Base`.
 *
 * hls.js makes a loader per request, from a class and with nothing but its configuration; the closure is how the
 * loader knows its session.
 *
 * @param guard `session()`, `allowedOrigins`, `videoId`, `asked(key)`, `answered(key, answer)`, `refused(key, problem)`,
 * `starved()`
 */
export function keyAwareLoader(Base, guard) {
  return class KeyAwareLoader extends Base {
    #stop = null;

    load(context, config, callbacks) {
      if (context.type !== 'key') {
        super.load(context, config, callbacks);
        return;
      }
      this.context = context;
      this.config = config;
      this.callbacks = callbacks;
      this.stats.loading.start = performance.now();
      this.#stop = new AbortController();
      this.#loadKey(context, callbacks, this.#stop.signal);
    }

    async #loadKey(context, callbacks, signal) {
      const key = keyNamed(context.url, guard.allowedOrigins, guard.videoId);
      try {
        if (key === null) throw new Problem({ status: 400, code: 'path_malformed' });
        guard.asked(key);
        const told = (answer) => guard.answered(key, answer);
        const starved = () => guard.starved();
        const data = await requestKey(context.url, { session: guard.session(), told, starved }, signal);
        if (signal.aborted) return;
        this.#succeed(data, context, callbacks);
      } catch (failure) {
        if (signal.aborted) return;
        const problem = failure instanceof Problem ? failure : Problem.network();
        guard.refused(key, problem);
        // `refused` may have destroyed the player, and this loader with it.
        if (!signal.aborted) this.#fail(problem, context, callbacks);
      }
    }

    #succeed(data, context, callbacks) {
      const now = performance.now();
      this.stats.loading.first = now;
      this.stats.loading.end = now;
      this.stats.loaded = data.byteLength;
      this.stats.total = data.byteLength;
      callbacks.onSuccess({ url: context.url, data, code: 200 }, this.stats, context, null);
    }

    #fail(problem, context, callbacks) {
      callbacks.onError({ code: problem.status, text: problem.code }, context, null, this.stats);
    }

    abort() {
      this.#stop?.abort();
      super.abort();
    }

    destroy() {
      this.#stop?.abort();
      super.destroy();
    }
  };
}
