const LARGEST = 3;
const READABLE = 0.7;
const MARGIN = 16;
const NARROW = 600;

/** What of a drawing is seen, and how large. Moved by dragging and by the wheel. */
export class Camera {
  #scale = 1;
  #x = 0;
  #y = 0;
  #width = 1;
  #height = 1;
  #touched = false;
  #frame = 0;

  /**
   * @param {SVGSVGElement} frame
   * @param {SVGGElement} world
   */
  constructor(frame, world) {
    this.frame = frame;
    this.element = world;
    frame.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    frame.addEventListener('pointerdown', (event) => this.#drag(event));
  }

  /** @param {number} width @param {number} height @param {boolean} isNew so that all is to be seen */
  world(width, height, isNew) {
    this.#width = Math.max(width, 1);
    this.#height = Math.max(height, 1);
    if (isNew || !this.#touched) {
      this.begin();
    }
  }

  /** All of it if that can be read, else its beginning. */
  begin() {
    this.fit(READABLE);
    this.#touched = false;
  }

  fit(least = 0.02) {
    const { clientWidth: width, clientHeight: height } = this.frame;
    if (width === 0) {
      return;
    }
    const fits = Math.min((width - 2 * MARGIN) / this.#width, (height - 2 * MARGIN) / this.#height, 1.2);
    this.#scale = Math.max(fits, least);
    this.#x = Math.max(MARGIN, (width - this.#width * this.#scale) / 2);
    const middle = (height - this.#height * this.#scale) / 2;
    // A narrow frame is higher than what is seen of it.
    this.#y = width < NARROW ? Math.min(middle, 3 * MARGIN) : middle;
    if (fits < least) {
      this.#y = Math.max(this.#y, Math.min(MARGIN, this.#y + this.#height));
    }
    this.#touched = true;
    this.#apply();
  }

  resized() {
    if (!this.#touched) {
      this.begin();
    }
  }

  /** @param {number} factor @param {number} [x] @param {number} [y] what stays where it is */
  zoom(factor, x = this.frame.clientWidth / 2, y = this.frame.clientHeight / 2) {
    const scale = Math.min(LARGEST, Math.max(0.02, this.#scale * factor));
    this.#x = x - ((x - this.#x) / this.#scale) * scale;
    this.#y = y - ((y - this.#y) / this.#scale) * scale;
    this.#scale = scale;
    this.#touched = true;
    this.#apply();
  }

  move(dx, dy) {
    this.#x += dx;
    this.#y += dy;
    this.#touched = true;
    this.#apply();
  }

  /** @param {{x: number, y: number, width: number, height: number}} box is brought to the middle */
  show(box) {
    this.#scale = Math.max(this.#scale, 0.7);
    this.#x = this.frame.clientWidth / 2 - (box.x + box.width / 2) * this.#scale;
    this.#y = this.frame.clientHeight / 2 - (box.y + box.height / 2) * this.#scale;
    this.#touched = true;
    this.#apply();
  }

  /** Once for each picture, however often something moves meanwhile. */
  #apply() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.element.setAttribute('transform', `translate(${this.#x} ${this.#y}) scale(${this.#scale})`);
      this.frame.classList.toggle('far', this.#scale < 0.4);
    });
  }

  #wheel(event) {
    event.preventDefault();
    const box = this.frame.getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0015)), event.clientX - box.left, event.clientY - box.top);
  }

  #drag(down) {
    if (down.button !== 0) {
      return;
    }
    let { clientX: x, clientY: y } = down;
    let isMoving = false;
    const move = (event) => {
      if (!isMoving && Math.hypot(event.clientX - x, event.clientY - y) < 4) {
        return;
      }
      if (!isMoving) {
        isMoving = true;
        this.frame.setPointerCapture(down.pointerId);
        this.frame.classList.add('dragged');
      }
      this.move(event.clientX - x, event.clientY - y);
      ({ clientX: x, clientY: y } = event);
    };
    const end = () => {
      this.frame.removeEventListener('pointermove', move);
      if (isMoving) {
        // what was dragged was not meant to be opened
        this.frame.addEventListener('click', stop, { capture: true, once: true });
        setTimeout(() => this.frame.removeEventListener('click', stop, { capture: true }));
      }
      this.frame.classList.remove('dragged');
    };
    this.frame.addEventListener('pointermove', move);
    this.frame.addEventListener('pointerup', end, { once: true });
    this.frame.addEventListener('pointercancel', end, { once: true });
  }
}

const stop = (event) => {
  event.preventDefault();
  event.stopPropagation();
};
