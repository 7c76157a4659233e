// Every problem code in words. The servers answer RFC 9457 documents; nobody should have to read one.

const SENTENCES = {
  // who you are
  token_missing: 'You are not signed in, or the sign-in was lost.',
  token_malformed: 'That is not an access token. Check that all of it was pasted.',
  token_expired: 'The sign-in has expired. Sign in again.',
  token_invalid: 'The sign-in was not accepted. It may be for another system.',
  token_mismatch: 'This token belongs to another session or another video.',
  scheme_mismatch: 'The player proved itself in the wrong way for this session.',
  proof_invalid: 'The proof that this player holds its own key was not accepted.',
  proof_replayed: 'A proof was used twice, so the request was refused.',
  use_dpop_nonce: 'The key server asked for a fresh proof.',
  scope_missing: 'This sign-in is not allowed to do that.',
  code_invalid: 'This sign-in link was used before. The terminal where Reelkey runs shows the next one.',
  viewer_not_you: 'You may open this video only for yourself.',
  tier_too_low: 'This server asks for a stronger kind of player than this page has.',

  // the link
  path_malformed: 'The address of a part of this video is damaged.',
  path_token_invalid: 'This playback link is not valid. Start playing from this page again.',
  path_token_expired: 'This playback link has expired. Start playing again.',
  manifest_expired: 'The link to this video lives for two minutes and has expired. Start playing again.',

  // the session
  session_unknown: 'The server no longer knows this session. Start playing again.',
  session_revoked: 'This session was ended: by its operator, or because its credentials were used twice.',
  session_expired: 'This session has reached its end. Start playing again to go on.',
  session_over: 'This session is over. Start playing again to go on.',
  sessions_unavailable: 'No session can be opened right now. Try again shortly.',
  address_changed: 'This session is bound to another network address.',
  too_many_streams: 'You are watching on as many screens as you may. Stop one of them and try again.',
  too_many_sessions: 'You have opened too many sessions in a short time. Wait a moment and try again.',
  pace_exceeded: 'You are far ahead of the picture. The next key follows in a moment.',

  // keys
  generation_gone: 'This version of the video was replaced. Start playing again to get the new one.',
  key_not_found: 'The key for this part does not exist any more. The video may have been deleted.',
  key_malformed: 'The key server’s answer was not a key. Something between here and there changed it.',
  rendition_not_allowed: 'This quality is not open to you. Choose a lower one.',
  keyring_unavailable: 'The keys cannot be read right now. Try again shortly.',
  verifier_unavailable: 'Sign-ins cannot be checked right now. Try again shortly.',
  audit_unavailable: 'The key server gives no key that it cannot record. Try again shortly.',

  // videos and uploads
  not_found: 'There is no such video, or it is not yours.',
  video_not_ready: 'This video is still being prepared.',
  video_failed: 'This video could not be prepared, so there is no picture.',
  body_empty: 'The file is empty.',
  upload_too_large: 'The file is larger than this server accepts.',
  upload_too_slow: 'The upload was too slow and was cut off. Try again on a better line.',
  upload_interrupted: 'The upload broke off. Nothing of it was kept.',
  uploads_busy: 'The server is receiving too many files already. Try again shortly.',
  storage_full: 'The server has no room for this file.',
  origin_busy: 'The server is sending too much already. Try again shortly.',
  storage_unavailable: 'The storage does not answer right now. Try again shortly.',
  media_type_unsupported: 'That is not a kind of video this server takes.',
  idempotency_key_reused: 'This upload was already sent with other content.',
  internal_error: 'Something went wrong on the server. It has been noted.',
};

const BY_STATUS = {
  400: 'The server did not understand the request.',
  401: 'You need to sign in.',
  403: 'That is not allowed.',
  404: 'There is nothing here, or it is not yours.',
  409: 'Something else changed this at the same moment. Look again.',
  410: 'This is no longer available.',
  413: 'The file is larger than this server accepts.',
  415: 'That is not a kind of video this server takes.',
  429: 'That was too fast. Wait a moment and try again.',
  503: 'The service is not available right now. Try again shortly.',
  507: 'The server has no room for this file.',
};

/** A refusal or a failure, as the server worded it: `code` decides, `reference` is the request id. */
export class Problem extends Error {
  /** Whether a new session is the way out, by the judgement of the session that met it. */
  reopens = false;

  constructor({ status = 0, code = '', title = '', detail = '', reference = '', retryAfter = null } = {}) {
    super(code || `status ${status}`);
    Object.assign(this, { status, code, title, detail, reference, retryAfter });
  }

  /** The problem in a response whose status is not 2xx; any body at all will do. */
  static async from(response) {
    const text = await response.text().catch(() => '');
    return Problem.parse(response.status, text, (name) => response.headers.get(name));
  }

  static parse(status, text, header) {
    let document = {};
    try {
      document = JSON.parse(text) ?? {};
    } catch {
      // A proxy's HTML page, or nothing: the status has to do.
    }
    const retryAfter = Number.parseFloat(header('Retry-After') ?? '');
    return new Problem({
      status,
      code: String(document.code ?? ''),
      title: String(document.title ?? ''),
      detail: String(document.detail ?? ''),
      reference: String(document.instance ?? header('X-Request-ID') ?? ''),
      retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
    });
  }

  static network() {
    return new Problem({ code: 'network' });
  }

  get temporary() {
    return this.status === 503 || this.status === 429 || this.code === 'network';
  }
}

/** What went wrong, in one human sentence. */
export function sentenceFor(problem) {
  if (problem.code === 'network') {
    return navigator.onLine
      ? 'The server cannot be reached right now.'
      : 'You are offline. Playback goes on as far as it is loaded.';
  }
  return SENTENCES[problem.code] ?? (problem.detail || problem.title || BY_STATUS[problem.status] || 'Something went wrong.');
}

/** For a FAILED video: the sentence that the transcoder wrote for its uploader. */
export function failureOf(error) {
  return error?.detail || SENTENCES[error?.code] || 'This file could not be prepared.';
}
