import { ask } from './api.js';
import { FIRST_PAUSE, elapsed, isPassing, longer } from './pause.js';
import { whileVisible } from './visible.js';

/** The server says something every 15 seconds; after this long without, the connection is dead. */
const SILENCE = 40_000;

/**
 * @typedef {object} Hearing
 * @property {(event: string, data: any) => void} onEvent
 * @property {(state: 'open' | 'lost') => void} onState
 * @property {(problem: import('./api.js').Problem) => void} onRefused the server won't tell, so it is not asked again
 */

/**
 * Server-sent events, which go on after the last one that was heard when the connection breaks or the page was hidden.
 * Not by EventSource, which says neither why it is refused nor ends while the page is hidden.
 *
 * @param {string} url
 * @param {Hearing} hearing
 * @returns {() => void} ends it
 */
export function listen(url, hearing) {
  let last = '';
  return whileVisible(() => {
    const leaving = new AbortController();
    goOn(leaving.signal);
    return () => leaving.abort();
  });

  async function goOn(signal) {
    let pause = FIRST_PAUSE;
    while (!signal.aborted) {
      try {
        await once(signal, () => {
          pause = FIRST_PAUSE;
        });
      } catch (e) {
        if (signal.aborted) {
          return;
        }
        if (!isPassing(e)) {
          hearing.onRefused(e);
          return;
        }
      }
      if (signal.aborted) {
        return;
      }
      hearing.onState('lost');
      await elapsed(pause, signal);
      pause = longer(pause);
    }
  }

  async function once(signal, heard) {
    const done = new AbortController();
    const response = await ask(url, {
      signal: AbortSignal.any([signal, done.signal]),
      headers: { Accept: 'text/event-stream', ...(last && { 'Last-Event-ID': last }) },
    });
    hearing.onState('open');
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const parser = new Parser((event, data, id) => {
      tell(event, JSON.parse(data));
      last = id || last;
    });
    let alarm = setTimeout(() => done.abort(), SILENCE);
    try {
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        clearTimeout(alarm);
        alarm = setTimeout(() => done.abort(), SILENCE);
        parser.take(part.value);
        heard();
      }
    } finally {
      clearTimeout(alarm);
      // Whoever could not take an event leaves a connection that nobody reads.
      done.abort();
    }
  }

  function tell(event, data) {
    try {
      hearing.onEvent(event, data);
    } catch (e) {
      reportError(e);
      throw e;
    }
  }
}

/** Reads the text of an event stream in pieces of any size. */
export class Parser {
  #rest = '';
  #event = '';
  #id = '';
  #data = [];

  /** @param {(event: string, data: string, id: string) => void} tell */
  constructor(tell) {
    this.tell = tell;
  }

  /** @param {string} text */
  take(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    lines.forEach((line) => this.#line(line.endsWith('\r') ? line.slice(0, -1) : line));
  }

  #line(line) {
    if (line === '') {
      if (this.#data.length > 0) {
        this.tell(this.#event || 'message', this.#data.join('\n'), this.#id);
      }
      this.#event = '';
      this.#id = '';
      this.#data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') {
      this.#event = value;
    } else if (field === 'id') {
      this.#id = value;
    } else if (field === 'data') {
      this.#data.push(value);
    }
  }
}
