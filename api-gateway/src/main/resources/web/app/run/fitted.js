const MOST_KNOWN = 2000;
const LONGEST = 80;
/** Measuring takes longer than drawing, and the same names are drawn in each picture. */
const known = new Map();

/**
 * As much of a name as there is room for: its beginning and, since that tells it from others, its end.
 *
 * @param {CanvasRenderingContext2D} draw always with the same font
 * @param {string} text
 * @param {number} width
 * @returns {string}
 */
export function fitted(draw, text, width) {
  const key = `${width} ${text}`;
  let found = known.get(key);
  if (found === undefined) {
    if (known.size >= MOST_KNOWN) {
      known.clear();
    }
    found = shortened(draw, text, width);
    known.set(key, found);
  }
  return found;
}

function shortened(draw, text, width) {
  const letters = Array.from(text);
  const fits = (n) => draw.measureText(cut(letters, n)).width <= width;
  if (letters.length <= LONGEST && fits(letters.length)) {
    return text;
  }
  let least = 1;
  let most = Math.min(letters.length - 1, LONGEST);
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (fits(middle)) {
      least = middle;
    } else {
      most = middle - 1;
    }
  }
  return cut(letters, least);
}

function cut(letters, n) {
  const end = Math.floor(n * 0.45);
  return n >= letters.length ? letters.join('')
    : `${letters.slice(0, n - end).join('')}…${letters.slice(letters.length - end).join('')}`;
}
