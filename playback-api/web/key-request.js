import { pause } from './events.js';
import { Problem } from './problems.js';

const ID = '[a-z2-7]{26}';
// DESIGN: /t/{edgeToken}/{videoId}/{generation}/{rendition}/keys/{kid}
const KEY_PATH = new RegExp(`^/t/[A-Za-z0-9._-]{1,256}/(${ID})/${ID}/([a-z0-9][a-z0-9-]{0,31})/keys/(${ID})$`);
const KEY_BYTES = 16;
// A token that ends while the request travels would cost a refusal.
const TOKEN_MARGIN_SECONDS = 5;
// Faults of the network or of the key server; the wait for pace is no fault and has no limit.
const PATIENCE_MS = 120_000;
const LONGEST_FAULT_WAIT_SECONDS = 5;
const SHORTEST_WAIT_SECONDS = 0.1;
const LONGEST_WAIT_SECONDS = 30;
// The key server holds a request for pace for up to 5 s.
const ANSWER_MS = 15_000;

/** What a key URL names, or null where our credentials do not belong. */
export function keyNamed(url, allowedOrigins, videoId) {
  const { origin, pathname, search, hash } = new URL(url);
  const match = KEY_PATH.exec(pathname);
  if (!match || match[1] !== videoId || search || hash || !allowedOrigins.includes(origin)) return null;
  return { rendition: match[2], kid: match[3] };
}

/**
 * Asks for one key until the answer is final: waits out Retry-After on 503, answers 401 with one renewal and one
 * more try, takes 403, 404 and 410 as they are. Resolves to the 16 bytes; rejects with a Problem.
 *
 * A server that fails is asked for minutes, and as long as there is a picture.
 *
 * @param session a PlaybackSession
 * @param told called with each answer: `{ status, pace, waitSeconds }`
 * @param starved whether the picture waits for this
 */
export async function requestKey(url, { session, told, starved }, signal) {
  let refused = false;
  let stale = false;
  let faults = 0;
  let failingSince = 0;
  const patient = (problem) => {
    if (problem.code === 'pace_exceeded') faults = 0;
    else if (faults++ === 0) failingSince = performance.now();
    return faults === 0 || performance.now() - failingSince < PATIENCE_MS || !starved();
  };
  for (;;) {
    try {
      if (stale || session.tokenSecondsLeft < TOKEN_MARGIN_SECONDS) await session.renew();
      stale = false;
      return await ask(url, session.playbackToken, told, signal);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (problem.status === 401 && !refused) {
        refused = true;
        stale = true;
        told({ status: 401, code: problem.code });
      } else if (problem.temporary && patient(problem)) {
        const asked = problem.retryAfter ?? Math.max(1, Math.min(faults, LONGEST_FAULT_WAIT_SECONDS));
        const waitSeconds = Math.min(Math.max(SHORTEST_WAIT_SECONDS, asked), LONGEST_WAIT_SECONDS);
        told({ status: problem.status, code: problem.code, waitSeconds });
        await pause(waitSeconds * 1000, signal);
        signal.throwIfAborted();
      } else {
        throw problem;
      }
    }
  }
}

async function ask(url, token, told, signal) {
  const headers = { Authorization: `Bearer ${token}` };
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]);
  const options = { headers, credentials: 'omit', cache: 'no-store', redirect: 'error', signal: inTime };
  const response = await fetch(url, options).catch((failure) => {
    throw signal.aborted ? failure : Problem.network();
  });
  if (!response.ok) throw await Problem.from(response);
  const key = await response.arrayBuffer().catch((failure) => {
    throw signal.aborted ? failure : Problem.network();
  });
  if (key.byteLength !== KEY_BYTES) throw new Problem({ status: 502, code: 'key_malformed' });
  const pace = Number.parseFloat(response.headers.get('Reelkey-Pace-Remaining') ?? '');
  told({ status: response.status, pace: Number.isFinite(pace) ? pace : null });
  return key;
}
