const ESCAPE = '\u001b';
// CSI with its parameters and final byte; OSC up to BEL or ST; other two-byte escapes; lone controls but tab.
const SEQUENCE = new RegExp(
  `${ESCAPE}\\[([0-9;:?<=>]*)[ -/]*([@-~])|${ESCAPE}\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\)?`
  + `|${ESCAPE}[PX^_][^${ESCAPE}]*(?:${ESCAPE}\\\\)?|${ESCAPE}[ -/]*[0-~]?`
  + '|[\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]', 'g');

/**
 * @typedef {{text: string, look: string}} Piece text, and the names of classes that it is shown with
 */

/**
 * A line of a log, with colours of terminals as names of classes, and without all else that is meant for terminals:
 * nothing of it moves a cursor, sets a title or makes a link.
 *
 * @param {string} line
 * @returns {Piece[]}
 */
export function pieces(line) {
  if (!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(line)) {
    return [{ text: line, look: '' }];
  }
  const found = [];
  const look = new Look();
  let from = 0;
  for (const match of line.matchAll(SEQUENCE)) {
    push(found, line.slice(from, match.index), look);
    from = match.index + match[0].length;
    if (match[2] === 'm') {
      look.change(match[1]);
    }
  }
  push(found, line.slice(from), look);
  return found.length > 0 ? found : [{ text: '', look: '' }];
}

/** @param {string} line @returns {string} without anything that is meant for terminals */
export const plain = (line) => line.replace(SEQUENCE, '');

function push(found, text, look) {
  if (text !== '') {
    found.push({ text, look: look.toString() });
  }
}

class Look {
  #ink = '';
  #bold = false;
  #faint = false;
  #underlined = false;

  change(parameters) {
    const codes = parameters.split(/[;:]/).map(Number);
    for (let i = 0; i < codes.length; i++) {
      if (codes[i] === 38 || codes[i] === 48) {
        i += codes[i + 1] === 5 ? 2 : 4; // 256 or 16 million colours, which are not shown
      } else {
        this.#one(codes[i]);
      }
    }
  }

  #one(code) {
    if (code === 0) {
      this.#ink = '';
      this.#bold = this.#faint = this.#underlined = false;
    } else if (code === 1) {
      this.#bold = true;
    } else if (code === 2) {
      this.#faint = true;
    } else if (code === 22) {
      this.#bold = this.#faint = false;
    } else if (code === 4 || code === 24) {
      this.#underlined = code === 4;
    } else if (code === 39) {
      this.#ink = '';
    } else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) {
      this.#ink = `ansi-${code % 10}`;
    }
  }

  toString() {
    return [this.#ink, this.#bold && 'bold', this.#faint && 'faint', this.#underlined && 'underlined']
      .filter(Boolean).join(' ');
  }
}
