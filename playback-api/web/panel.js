import { drawMatrix, matrixHeight } from './canvas.js';
import { make, write } from './dom.js';
import { bytes, clock, count, span } from './format.js';
import { short } from './ledger.js';

const LINES_SHOWN = 6;
// DESIGN, pacing: a viewer's burst, the fullest the budget gets.
const FULL_PACE_SECONDS = 600;

/** "What the security is doing": the player's ledger and key map, in words and one picture. */
export class Panel {
  #player;
  #parts;
  #newestLine = null;

  constructor(player, parts) {
    this.#player = player;
    this.#parts = parts;
  }

  render() {
    const { ledger } = this.#player;
    const { asked, granted, refused, refusedBox, refreshes, now } = this.#parts;
    write(asked, String(ledger.asked));
    write(granted, String(ledger.granted));
    write(refused, String(ledger.refused));
    refusedBox.classList.toggle('some', ledger.refused > 0);
    write(refreshes, String(ledger.refreshes));
    write(now, this.#inWords());
    this.#renderFacts();
    this.#renderMatrix();
    this.#renderSegments();
    this.#renderLog();
  }

  #inWords() {
    const { state, keys, rendition, media, level } = this.#player;
    if (state === 'idle') return 'Nothing yet. Press play: that opens a session, and only a live session gets keys.';
    if (state === 'opening') return 'Opening a session and asking for the first keys.';
    if (state === 'failed') return 'The session is over, and no key is given any more. What is on the screen was the last of it.';
    if (state === 'pacing') return 'Holding back: you are far ahead of the picture, so the next key has to wait.';
    if (state === 'retrying') return 'The key server does not answer, so the film stands still. It is asked again and again.';
    if (state === 'ended') return 'Played to the end. The keys are forgotten when you leave this page.';
    const period = keys.at(rendition, media.currentTime);
    if (!period) return 'Waiting for the first key.';
    const next = period.number < period.of ? ` The next one takes over in ${span((period.end - media.currentTime) / media.playbackRate)}.` : ' It is the last one.';
    return `${level ? `${level.height}p opens` : 'Playing'} with key ${period.number} of ${period.of}.${next}`;
  }

  #renderFacts() {
    const { session, keys, rendition, media, ledger, state } = this.#player;
    const { kid, tokenLeft, sessionLeft, pace, paceMeter } = this.#parts;
    const period = keys.at(rendition, media.currentTime);
    write(kid, period?.kid ? `${short(period.kid)}…` : 'none');
    kid.title = period?.kid ?? '';
    const live = session && state !== 'failed';
    write(tokenLeft, live ? `good for ${clock(Math.max(0, session.tokenSecondsLeft))}` : '–');
    write(sessionLeft, live && Number.isFinite(session.secondsLeft) ? `ends in ${span(Math.floor(session.secondsLeft / 60) * 60)}` : '–');
    write(pace, ledger.pace === null ? '–' : span(ledger.pace));
    paceMeter.value = Math.min(FULL_PACE_SECONDS, ledger.pace ?? 0);
  }

  #renderMatrix() {
    const { keys, position, rendition } = this.#player;
    const { matrix } = this.#parts;
    const { rows, borders } = keys;
    const height = `${matrixHeight(rows)}px`;
    if (matrix.style.height !== height) matrix.style.height = height;
    matrix.parentElement.classList.toggle('empty', rows.size === 0);
    const duration = borders.at(-1)?.end ?? 0;
    drawMatrix(matrix, { rows, borders, duration, position, rendition });
    let held = 0;
    let all = 0;
    for (const { periods } of rows.values()) {
      held += periods.filter((period) => period.held).length;
      all += periods.length || borders.length;
    }
    matrix.setAttribute('aria-label', `This player holds ${held} of ${count(all, 'key', 'keys')} of this video`);
  }

  #renderSegments() {
    const { ledger, keys } = this.#player;
    if (ledger.segments.size === 0) return;
    const most = Math.max(...[...ledger.segments.values()].map((sum) => sum.count));
    const order = [...keys.rows.keys()];
    const rows = [...ledger.segments].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
    const list = this.#parts.segments;
    while (list.children.length > rows.length) list.lastElementChild.remove();
    rows.forEach(([rendition, { count: fetched, bytes: size }], index) => {
      const line = list.children[index]?.className === 'sum' ? list.children[index] : segmentLine(list, index);
      const [name, bar, sum] = line.children;
      write(name, keys.label(rendition));
      bar.max = most;
      bar.value = fetched;
      bar.setAttribute('aria-label', `Segments of ${keys.label(rendition)}`);
      write(sum, `${fetched} · ${bytes(size)}`);
    });
  }

  #renderLog() {
    const lines = this.#player.ledger.log;
    if (lines[0] === this.#newestLine) return;
    this.#newestLine = lines[0];
    this.#parts.log.replaceChildren(
      ...lines.slice(0, LINES_SHOWN).map(({ time, kind, text }) =>
        make('li', { class: kind }, make('time', { text: time.toLocaleTimeString('en-GB') }), make('span', { text })),
      ),
    );
  }
}

function segmentLine(list, index) {
  const line = make('li', { class: 'sum' }, make('span'), make('progress'), make('span', { class: 'fine' }));
  if (list.children[index]) list.children[index].replaceWith(line);
  else list.append(line);
  return line;
}
