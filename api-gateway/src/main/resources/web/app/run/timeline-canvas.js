import { clock, duration } from '../core/format.js';
import { STATES, stateColour } from '../core/states.js';
import { colour } from '../core/theme.js';
import { fitted } from './fitted.js';

const HEAD = 28;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400, 172800, 604800];

/** Draws the rows that are seen, however many there are. Scrolled by the browser, zoomed in time by what is here. */
export class TimelineCanvas {
  #from = 0;
  #to = 0;
  #span = { from: 0, to: 1 };
  #frame = 0;
  #rows = [];
  #path = new Set();
  #chosen = -1;
  #model = null;
  #colours = null;
  /** Of the frame, when it was painted; to ask for it at each bar would take longer than the bar. */
  #width = 0;

  /**
   * @param {HTMLElement} frame that scrolls
   * @param {number} rowHeight
   * @param {{go: (activity: number) => void, tell: (at: {activity: number, x: number, y: number} | null) => void}} actions
   */
  constructor(frame, rowHeight, actions) {
    this.frame = frame;
    this.rowHeight = rowHeight;
    this.actions = actions;
    this.canvas = frame.querySelector('canvas');
    this.watching = new ResizeObserver(() => this.draw());
    this.watching.observe(frame);
    frame.addEventListener('scroll', () => this.draw());
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    this.canvas.addEventListener('pointermove', (event) => this.#point(event));
    this.canvas.addEventListener('pointerleave', () => this.actions.tell(null));
    this.canvas.addEventListener('click', (event) => {
      const activity = this.#at(event);
      if (activity >= 0) {
        this.actions.go(activity);
      }
    });
  }

  end() {
    this.watching.disconnect();
    cancelAnimationFrame(this.#frame);
  }

  show(model, rows, path, chosen) {
    this.#model = model;
    this.#rows = rows;
    this.#path = path;
    this.#chosen = chosen;
    const before = this.#span;
    this.#span = model.span();
    const isAll = this.#to === 0 || (this.#from <= before.from && this.#to >= before.to);
    if (isAll) {
      this.#from = this.#span.from;
      this.#to = this.#span.to;
    }
    this.frame.querySelector('.timeline-height').style.height = `${HEAD + rows.length * this.rowHeight}px`;
    this.draw();
  }

  all() {
    this.#from = this.#span.from;
    this.#to = this.#span.to;
    this.draw();
  }

  zoom(factor, at = 0.5) {
    const middle = this.#from + (this.#to - this.#from) * at;
    const length = Math.max(50, (this.#to - this.#from) / factor);
    this.#window(middle - length * at, length);
  }

  pan(by) {
    this.#window(this.#from + (this.#to - this.#from) * by, this.#to - this.#from);
  }

  #window(from, length) {
    const whole = this.#span.to - this.#span.from;
    const shown = Math.min(length, whole);
    this.#from = Math.max(this.#span.from, Math.min(from, this.#span.to - shown));
    this.#to = this.#from + shown;
    this.draw();
  }

  bring(row) {
    const top = row * this.rowHeight;
    const { scrollTop, clientHeight } = this.frame;
    if (top < scrollTop || top + this.rowHeight + HEAD > scrollTop + clientHeight) {
      this.frame.scrollTop = top - clientHeight / 2;
    }
  }

  draw() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        this.#paint();
      });
    }
  }

  get #label() {
    return this.#width < 600 ? 96 : 190;
  }

  #x(time) {
    return this.#label + ((time - this.#from) / (this.#to - this.#from)) * (this.#width - this.#label - 8);
  }

  #paint() {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (width === 0 || !this.#model) {
      return;
    }
    this.#width = width;
    const ratio = devicePixelRatio || 1;
    if (this.canvas.width !== Math.round(width * ratio) || this.canvas.height !== Math.round(height * ratio)) {
      this.canvas.width = Math.round(width * ratio);
      this.canvas.height = Math.round(height * ratio);
      this.canvas.style.width = `${width}px`;
      this.canvas.style.height = `${height}px`;
    }
    const theme = document.documentElement.dataset.theme;
    if (this.#colours?.theme !== theme) {
      this.#colours = { theme, states: STATES.map((state) => colour(stateColour(state))) };
      for (const name of ['ink', 'muted', 'line', 'surface', 'chosen']) {
        this.#colours[name] = colour(`--${name}`);
      }
    }
    const draw = this.canvas.getContext('2d');
    draw.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw.clearRect(0, 0, width, height);
    draw.font = '12px system-ui, sans-serif';
    draw.textBaseline = 'middle';
    const top = this.frame.scrollTop;
    const first = Math.max(0, Math.floor(top / this.rowHeight));
    const last = Math.min(this.#rows.length, Math.ceil((top + height - HEAD) / this.rowHeight) + 1);
    this.#paintRules(draw, width, height);
    for (let i = first; i < last; i++) {
      this.#paintRow(draw, i, HEAD + i * this.rowHeight - top, width);
    }
    this.#paintHead(draw, width);
  }

  #ticks() {
    const seconds = (this.#to - this.#from) / 1000;
    const most = Math.max(2, Math.floor((this.#width - this.#label) / 90));
    const step = (STEPS.find((one) => seconds / one <= most) ?? STEPS.at(-1)) * 1000;
    const first = Math.ceil((this.#from - this.#span.from) / step) * step;
    const ticks = [];
    for (let at = first; this.#span.from + at <= this.#to; at += step) {
      ticks.push(at);
    }
    return ticks;
  }

  #paintRules(draw, width, height) {
    draw.fillStyle = this.#colours.line;
    for (const at of this.#ticks()) {
      draw.fillRect(Math.round(this.#x(this.#span.from + at)), HEAD, 1, height);
    }
  }

  #paintHead(draw, width) {
    draw.fillStyle = this.#colours.surface;
    draw.fillRect(0, 0, width, HEAD);
    draw.fillStyle = this.#colours.line;
    draw.fillRect(0, HEAD - 1, width, 1);
    draw.fillStyle = this.#colours.muted;
    draw.textAlign = 'left';
    draw.fillText(clock(this.#from), 8, HEAD / 2);
    draw.textAlign = 'center';
    for (const at of this.#ticks()) {
      const x = this.#x(this.#span.from + at);
      if (x > this.#label && x < width - 24) {
        draw.fillText(at === 0 ? '0' : `+${duration(at)}`, x, HEAD / 2);
      }
    }
  }

  #paintRow(draw, i, y, width) {
    const row = this.#rows[i];
    if (i === this.#chosen) {
      draw.fillStyle = this.#colours.chosen;
      draw.fillRect(0, y, width, this.rowHeight);
    }
    draw.save();
    draw.beginPath();
    draw.rect(this.#label, 0, width, 1e6);
    draw.clip();
    this.#paintBars(draw, row.activities, y);
    draw.restore();
    if (row.label) {
      draw.fillStyle = this.#colours.ink;
      draw.textAlign = 'left';
      draw.fillText(fitted(draw, row.label, this.#label - 16), 8, y + this.rowHeight / 2);
    }
    if (row.node >= 0 && row.label && i > 0) {
      draw.fillStyle = this.#colours.line;
      draw.fillRect(0, Math.round(y), width, 1);
    }
  }

  /** Of many bars in one place, one is seen, so one is painted. */
  #paintBars(draw, activities, y) {
    let seen = -Infinity;
    let code = -1;
    for (const activity of activities) {
      const from = this.#x(this.#model.startedAt[activity]);
      // A little less than it took, so that one is told from the next.
      const to = Math.max(from + 2, this.#x(this.#end(activity)) - 1);
      const isOnPath = this.#path.has(activity);
      const isHidden = to <= seen + 1 && this.#model.code[activity] === code && !isOnPath;
      if (!isHidden && to >= this.#label && from <= this.#width) {
        this.#paintBar(draw, this.#model.code[activity], { x: from, y, width: to - from, isOnPath });
        seen = to;
        code = this.#model.code[activity];
      }
    }
  }

  #paintBar(draw, code, { x, y, width, isOnPath }) {
    draw.fillStyle = this.#colours.states[code];
    if (width < 4) {
      draw.fillRect(x, y + 4, width, this.rowHeight - 8);
    } else {
      draw.beginPath();
      draw.roundRect(x, y + 4, width, this.rowHeight - 8, Math.min(3, width / 2));
      draw.fill();
    }
    if (isOnPath) {
      draw.fillStyle = this.#colours.ink;
      draw.fillRect(x, y + this.rowHeight - 4, width, 2);
      draw.fillRect(x, y + 2, width, 2);
    }
  }

  /** What still runs goes on until the end of what is known. */
  #end(activity) {
    const { endedAt } = this.#model;
    return Number.isNaN(endedAt[activity]) ? this.#span.to : endedAt[activity];
  }

  #at(event) {
    const box = this.canvas.getBoundingClientRect();
    const y = event.clientY - box.top - HEAD + this.frame.scrollTop;
    const row = this.#rows[Math.floor(y / this.rowHeight)];
    const x = event.clientX - box.left;
    if (!row || event.clientY - box.top < HEAD) {
      return -1;
    }
    if (x < this.#label) {
      return row.node < 0 ? row.activities[0] : -1;
    }
    return row.activities.find((activity) =>
      x >= this.#x(this.#model.startedAt[activity]) - 3 && x <= this.#x(this.#end(activity)) + 3) ?? -1;
  }

  #point(event) {
    const activity = this.#at(event);
    this.canvas.classList.toggle('pointing', activity >= 0);
    this.actions.tell(activity < 0 ? null : { activity, x: event.clientX, y: event.clientY });
  }

  #wheel(event) {
    const box = this.canvas.getBoundingClientRect();
    const at = Math.max(0, (event.clientX - box.left - this.#label) / (box.width - this.#label));
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(Math.exp(-event.deltaY * 0.005), at);
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.pan((event.deltaX || event.deltaY) / 600);
    }
  }
}
