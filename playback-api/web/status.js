/** `window.reelkey`: what automated tests may read. It reads and never steers; no token is in reach. */
export function publishStatus(api, view) {
  const player = () => view()?.player ?? null;
  const status = {
    get state() {
      return player()?.state ?? (api.signedIn ? 'library' : 'signed-out');
    },
    get position() {
      return player()?.position ?? 0;
    },
    get duration() {
      return player()?.duration ?? 0;
    },
    get speed() {
      return player()?.media.playbackRate ?? 1;
    },
    get height() {
      return player()?.level?.height ?? 0;
    },
    get rendition() {
      return player()?.rendition ?? '';
    },
    get problem() {
      return player()?.problem?.code ?? '';
    },
  };
  for (const name of ['asked', 'granted', 'refused', 'refreshes', 'sessions', 'stalls', 'failedRequests', 'pace']) {
    Object.defineProperty(status, name, { enumerable: true, get: () => player()?.ledger[name] ?? 0 });
  }
  Object.defineProperty(window, 'reelkey', { value: Object.freeze(status) });
}
