import { drawTrack } from './canvas.js';
import { make, write } from './dom.js';
import { clock } from './format.js';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const STEP_SECONDS = 5;
const VOLUME_STEP = 0.1;
// The bar hides over a running picture once nobody has moved for this long.
const IDLE_MS = 2600;

/** The bar under the picture and the keyboard: everything by which a viewer steers the player. */
export class Controls {
  #player;
  #storyboard;
  #parts;
  #idle = 0;
  #scrubbing = false;
  #woken = false;
  #menus = '';
  #gone = new AbortController();

  constructor(player, storyboard, parts) {
    this.#player = player;
    this.#storyboard = storyboard;
    this.#parts = parts;
    this.#fillSpeeds();
    this.#wireButtons();
    this.#wireSeek();
    this.#wireIdle();
    document.addEventListener('keydown', (event) => this.#key(event), { signal: this.#gone.signal });
    player.addEventListener('change', () => this.render());
    this.render();
  }

  close() {
    this.#gone.abort();
    clearTimeout(this.#idle);
  }

  render() {
    const { media, playing, keys, duration } = this.#player;
    const { seek, time, track, play, playIcon, mute, muteIcon, volume, speed } = this.#parts;
    const position = this.#scrubbing ? Number(seek.value) : media.currentTime;
    seek.max = duration;
    if (!this.#scrubbing) seek.value = position;
    seek.setAttribute('aria-valuetext', `${clock(position)} of ${clock(duration)}`);
    write(time, `${clock(position)} / ${clock(Math.round(duration))}`);
    drawTrack(track, { duration, position, buffered: media.buffered, borders: keys.borders });
    label(play, playIcon, playing ? 'Pause' : 'Play', playing ? 'pause' : 'play');
    const silent = media.muted || media.volume === 0;
    label(mute, muteIcon, silent ? 'Unmute' : 'Mute', silent ? 'muted' : 'sound');
    volume.value = silent ? 0 : media.volume;
    speed.value = String(media.playbackRate);
    this.#renderMenus();
  }

  #renderMenus() {
    const { levels, chosenLevel, level, tracks } = this.#player;
    const { quality, audio, subtitles } = this.#parts;
    const menus = JSON.stringify([levels.map((l) => l.height), level?.height, tracks.audio.length, tracks.subtitles.length]);
    if (menus !== this.#menus) {
      this.#menus = menus;
      const auto = level ? `Auto (${level.height}p)` : 'Auto';
      const order = levels.map((l, index) => [index, l]).sort(([, a], [, b]) => b.height - a.height);
      fill(quality, [[-1, auto], ...order.map(([index, l]) => [index, `${l.height}p`])]);
      fill(audio, tracks.audio.map((track, index) => [index, track.name || track.lang || `Audio ${index + 1}`]));
      fill(subtitles, [[-1, 'No subtitles'], ...tracks.subtitles.map((track, index) => [index, track.name || track.lang])]);
      audio.hidden = tracks.audio.length < 2;
      subtitles.hidden = tracks.subtitles.length === 0;
    }
    quality.value = String(chosenLevel);
    audio.value = String(tracks.audioTrack);
    subtitles.value = String(tracks.subtitleTrack);
  }

  #fillSpeeds() {
    fill(this.#parts.speed, SPEEDS.map((speed) => [speed, `${speed}×`]));
  }

  #wireButtons() {
    const { media } = this.#player;
    const { play, mute, volume, speed, quality, audio, subtitles, full, video } = this.#parts;
    play.addEventListener('click', () => this.#player.toggle());
    // A finger's first touch only brings the bar back.
    video.addEventListener('click', () => !this.#woken && this.#player.toggle());
    mute.addEventListener('click', () => (media.muted = !media.muted));
    volume.addEventListener('input', () => this.#setVolume(Number(volume.value)));
    speed.addEventListener('change', () => this.#player.setSpeed(Number(speed.value)));
    quality.addEventListener('change', () => this.#player.chooseLevel(Number(quality.value)));
    audio.addEventListener('change', () => this.#player.chooseAudio(Number(audio.value)));
    subtitles.addEventListener('change', () => this.#player.chooseSubtitles(Number(subtitles.value)));
    full.addEventListener('click', () => this.#toggleFull());
  }

  #wireSeek() {
    const { seek, seekBox, preview } = this.#parts;
    seek.addEventListener('input', () => {
      this.#scrubbing = true;
      this.#preview(Number(seek.value));
      this.render();
    });
    seek.addEventListener('change', () => {
      this.#scrubbing = false;
      preview.hidden = true;
      this.#player.seek(Number(seek.value));
    });
    seekBox.addEventListener('pointermove', (event) => {
      const box = seekBox.getBoundingClientRect();
      this.#preview(((event.clientX - box.left) / box.width) * Number(seek.max));
    });
    seekBox.addEventListener('pointerleave', () => (preview.hidden = true));
  }

  #preview(time) {
    const { preview, previewTime, tile, seek, seekBox } = this.#parts;
    const duration = Number(seek.max);
    if (!(duration > 0)) return;
    const picture = this.#storyboard.at(time);
    preview.hidden = false;
    tile.hidden = picture === null;
    if (picture) {
      tile.style.width = `${picture.width}px`;
      tile.style.height = `${picture.height}px`;
      tile.style.backgroundImage = `url("${picture.image}")`;
      tile.style.backgroundPosition = `-${picture.x}px -${picture.y}px`;
    }
    write(previewTime, clock(Math.min(Math.max(0, time), duration)));
    const half = preview.offsetWidth / 2;
    const center = (time / duration) * seekBox.clientWidth;
    preview.style.left = `${Math.min(Math.max(half, center), seekBox.clientWidth - half)}px`;
  }

  #wireIdle() {
    const { player } = this.#parts;
    const wake = () => {
      player.classList.remove('idle');
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => player.classList.add('idle'), IDLE_MS);
    };
    player.addEventListener('pointerdown', ({ pointerType }) => {
      this.#woken = pointerType === 'touch' && player.matches('.idle[data-state=playing]');
    });
    for (const event of ['pointermove', 'pointerdown', 'focusin', 'keydown']) player.addEventListener(event, wake);
    wake();
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const { media } = this.#player;
    const on = event.target;
    if (on.matches('select, textarea, input:not([type=range])')) return;
    const actions = {
      ' ': () => this.#player.toggle(),
      k: () => this.#player.toggle(),
      ArrowLeft: () => this.#player.seek(media.currentTime - STEP_SECONDS),
      ArrowRight: () => this.#player.seek(media.currentTime + STEP_SECONDS),
      ArrowUp: () => this.#setVolume(media.volume + VOLUME_STEP),
      ArrowDown: () => this.#setVolume(media.volume - VOLUME_STEP),
      m: () => (media.muted = !media.muted),
      f: () => this.#toggleFull(),
      '<': () => this.#stepSpeed(-1),
      '>': () => this.#stepSpeed(1),
    };
    // Space presses a focused button, and arrows move the volume slider: theirs, not ours.
    if (event.key === ' ' && on.matches('button, summary, a')) return;
    if (event.key.startsWith('Arrow') && on === this.#parts.volume) return;
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }

  #setVolume(value) {
    const { media } = this.#player;
    media.volume = Math.min(1, Math.max(0, value));
    media.muted = false;
  }

  #stepSpeed(by) {
    const { media } = this.#player;
    const index = SPEEDS.indexOf(media.playbackRate) + by;
    if (index >= 0 && index < SPEEDS.length) this.#player.setSpeed(SPEEDS[index]);
  }

  #toggleFull() {
    const { player } = this.#parts;
    if (document.fullscreenElement) document.exitFullscreen();
    else player.requestFullscreen?.().catch(() => {});
  }
}

function label(button, icon, name, symbol) {
  if (button.getAttribute('aria-label') === name) return;
  button.setAttribute('aria-label', name);
  icon.setAttribute('href', `#i-${symbol}`);
}

function fill(select, choices) {
  select.replaceChildren(...choices.map(([value, text]) => make('option', { value: String(value), text })));
}
