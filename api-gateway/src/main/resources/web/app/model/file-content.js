/** As many bytes of a text as are shown. */
const MOST = 512 * 1024;
const PICTURE = /\.(png|jpe?g|svg)$/i;

/** @param {string} path @returns {boolean} whether a browser shows it as a picture, in which no script runs */
export const isPicture = (path) => PICTURE.test(path);

/**
 * The beginning of a text. It is judged by what is in it, since its name may say anything.
 *
 * @param {Response} response
 * @param {AbortController} reading is ended once enough is read
 * @returns {Promise<{lines: string[], isAll: boolean} | null>} null for what is no text
 */
export async function beginning(response, reading, most = MOST) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  let left = most;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value.subarray(0, left), { stream: true });
      left -= part.value.length;
      if (left < 0) {
        reading.abort();
        return text.includes('\0') ? null : { lines: linesOf(text), isAll: false };
      }
    }
    text += decoder.decode();
  } catch (e) {
    if (e instanceof TypeError) {
      reading.abort();
      return null;
    }
    throw e;
  }
  return text.includes('\0') ? null : { lines: linesOf(text), isAll: true };
}

function linesOf(text) {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}
