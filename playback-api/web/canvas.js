// Drawing that follows the theme: colours come from CSS, sizes from the element.

/** The 2d context of a canvas made as sharp as the screen, and its size in CSS pixels; null while it is hidden. */
export function prepare(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  if (width === 0 || height === 0) return null;
  const scale = devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const context = canvas.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const style = getComputedStyle(canvas);
  return { context, width, height, color: (name) => style.getPropertyValue(`--${name}`).trim(), font: style.fontFamily };
}

/** The seek bar: one stretch per key period, filled as far as played, dimmer as far as loaded. */
export function drawTrack(canvas, { duration, position, buffered, borders }) {
  const area = prepare(canvas);
  if (!area) return;
  const { context, width, height, color } = area;
  const stretches = borders.length > 0 ? borders : [{ start: 0, end: duration || 1 }];
  const total = duration || stretches.at(-1).end;
  const gap = width / stretches.length > 6 ? 2 : 0;
  const fill = (from, to, name) => {
    context.fillStyle = color(name);
    for (const { start, end } of stretches) {
      const left = (Math.max(start, from) / total) * width;
      const right = (Math.min(end, to, total) / total) * width - (to >= end ? gap : 0);
      if (right > left) context.fillRect(left, 0, right - left, height);
    }
  };
  fill(0, total, 'track');
  for (let i = 0; i < buffered.length; i++) fill(buffered.start(i), buffered.end(i), 'track-loaded');
  fill(0, position, 'track-played');
}

const ROW = 15;
const ROW_GAP = 4;
const LABEL_WIDTH = 58;

/** How high the matrix of a key map wants to be, in CSS pixels. */
export function matrixHeight(rows) {
  return Math.max(1, rows.size) * (ROW + ROW_GAP) - ROW_GAP + 2;
}

/** The keys this player holds: a row per rendition, a cell per key period, a line for the picture. */
export function drawMatrix(canvas, { rows, borders, duration, position, rendition }) {
  const area = prepare(canvas);
  if (!area || !(duration > 0)) return;
  const { context, width, height, color, font } = area;
  const scale = (width - LABEL_WIDTH) / duration;
  let top = 1;
  for (const [name, { label, periods }] of rows) {
    context.font = `11px ${font}`;
    context.textBaseline = 'middle';
    context.fillStyle = color(name === rendition ? 'ink' : 'dim');
    context.fillText(label, 0, top + ROW / 2 + 0.5, LABEL_WIDTH - 6);
    drawRow(area, periods.length > 0 ? periods : borders, { top, scale, position, current: name === rendition || (label.startsWith('audio') && rendition !== '') });
    top += ROW + ROW_GAP;
  }
  context.fillStyle = color('ink');
  context.fillRect(LABEL_WIDTH + position * scale - 0.75, 0, 1.5, height);
}

function drawRow({ context, color }, periods, { top, scale, position, current }) {
  for (const { start, end, held } of periods) {
    const left = LABEL_WIDTH + start * scale;
    const size = Math.max(0.75, (end - start) * scale - ((end - start) * scale > 4 ? 2 : 0));
    const now = current && position >= start && position < end;
    context.fillStyle = color(held ? (now ? 'key-using' : 'key-held') : 'key-shut');
    context.beginPath();
    context.roundRect(left, top, size, ROW, Math.min(3, size / 2));
    context.fill();
  }
}
