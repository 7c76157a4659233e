import { Problem } from './problems.js';

const ENDS = new Set(['READY', 'FAILED', 'DELETED']);

/**
 * Follows one video's server-sent events until it is READY, FAILED or DELETED. EventSource cannot send an Authorization
 * header, hence fetch. Calls `onVideo` with each object that arrives, and reconnects when the line drops.
 */
export async function follow(api, id, onVideo, signal) {
  for (let wait = 1; !signal.aborted; wait = Math.min(wait * 2, 15)) {
    try {
      const response = await api.events(id, signal);
      for await (const data of messages(response.body)) {
        wait = 1;
        onVideo(data);
        if (ENDS.has(data.state)) return;
      }
    } catch (failure) {
      if (signal.aborted) return;
      if (failure instanceof Problem && !failure.temporary && failure.status !== 0) return;
    }
    await pause(wait * 1000, signal);
  }
}

async function* messages(stream) {
  let text = '';
  for await (const chunk of chunksOf(stream.pipeThrough(new TextDecoderStream()))) {
    text += chunk.replaceAll('\r', '');
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = dataOf(text.slice(0, end));
      text = text.slice(end + 2);
      if (data) yield asVideo(JSON.parse(data));
    }
  }
}

/** An event in the words of a video: what the event does not tell is left out, not emptied. */
function asVideo({ state, error, percent, speed, eta_seconds, phase }) {
  const news = { state };
  if (error) news.error = error;
  if (percent !== undefined) news.progress = { percent, speed, eta_seconds, phase };
  return news;
}

/** Safari's streams are not async iterable. */
async function* chunksOf(stream) {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.cancel().catch(() => {});
  }
}

function dataOf(message) {
  return message
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
}

/** Waits, but not longer than somebody cares, and not once the line is back. */
export function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const over = new AbortController();
    const done = () => {
      clearTimeout(timer);
      over.abort();
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    addEventListener('online', done, { signal: over.signal });
    signal?.addEventListener('abort', done, { signal: over.signal });
  });
}
