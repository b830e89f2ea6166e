import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { PageElement } from '../core/element.js';
import { LANGUAGES, language, speak, t } from '../core/i18n.js';
import { bindKeys } from '../core/keys.js';
import * as router from '../core/router.js';
import { onTheme, switchTheme, theme } from '../core/theme.js';
import { dropFile } from '../submit/dropped.js';
import { helpDialog } from './help.js';
import './activity-page.js';
import './run-page.js';
import './runs-page.js';
import './submit-page.js';

/** The frame of all pages. */
export class AppShell extends PageElement {
  static properties = { isHelping: { state: true }, isUnknown: { state: true }, isDropping: { state: true } };

  constructor() {
    super();
    this.isHelping = false;
    this.isUnknown = false;
    this.isDropping = false;
  }

  connectedCallback() {
    super.connectedCallback();
    router.start();
    const unknown = () => {
      this.isUnknown = true;
    };
    addEventListener('akoflow-unknown', unknown);
    this.whileHere(() => removeEventListener('akoflow-unknown', unknown));
    this.whileHere(router.onPlace(() => this.#arrive()));
    this.whileHere(onTheme(() => this.requestUpdate()));
    this.whileHere(dropFile(document, (isOver) => {
      this.isDropping = isOver;
    }));
    this.whileHere(bindKeys({
      '?': () => {
        this.isHelping = true;
      },
      n: () => router.go('/submit'),
      h: () => router.go('/'),
    }));
  }

  #arrive() {
    this.requestUpdate();
    this.updateComplete.then(() => this.querySelector('main').focus({ preventScroll: true }));
  }

  render() {
    const place = router.place();
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>${t('shell.skip')}</a>
      <header class="top">
        <a class="brand" href="/" aria-label=${t('shell.home')}>
          <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 6.5L16 12M6 17.5L16 12"></path>
            <circle cx="5" cy="6" r="3"></circle><circle cx="5" cy="18" r="3"></circle><circle cx="18" cy="12" r="4"></circle>
          </svg><span>akoflow</span></a>
        <nav aria-label=${t('shell.navigation')}>
          <a href="/" aria-current=${place.page === 'runs' ? 'page' : 'false'}>${t('shell.runs')}</a>
          <a href="/submit" aria-current=${place.page === 'submit' ? 'page' : 'false'}>${t('shell.submit')}</a>
        </nav>
        <div class="tools">
          <button class="quiet" id="language" @click=${this.#switchLanguage} lang=${other()}
            aria-label=${t('shell.language')}>${other() === 'en' ? 'EN' : 'PT'}</button>
          <button class="quiet" id="theme" @click=${switchTheme}
            aria-label=${theme() === 'dark' ? t('shell.light') : t('shell.dark')}>${themeIcon()}</button>
          <button class="quiet" id="help" aria-label=${t('shell.help')} @click=${() => {
            this.isHelping = true;
          }}><span aria-hidden="true">?</span></button>
        </div>
      </header>
      <main id="main" tabindex="-1" class=${this.isDropping ? 'dropping' : ''}>${this.isUnknown ? this.#unknown() : this.#page(place)}</main>
      ${this.isHelping ? helpDialog(() => {
        this.isHelping = false;
      }) : ''}`;
  }

  #page(place) {
    switch (place.page) {
      case 'runs': return html`<ak-runs-page></ak-runs-page>`;
      case 'submit': return html`<ak-submit-page></ak-submit-page>`;
      case 'run': return keyed(place.id, html`<ak-run-page .runId=${place.id}></ak-run-page>`);
      case 'activity': return keyed(`${place.id}/${place.name}`,
        html`<ak-activity-page .runId=${place.id} .name=${place.name}></ak-activity-page>`);
      default: return html`<div class="page"><h1>${t('nowhere.title')}</h1>
        <p><a href="/">${t('nowhere.home')}</a></p></div>`;
    }
  }

  #unknown() {
    return html`<div class="page"><h1>${t('unknown.title')}</h1><p>${t('unknown.what')}</p>
      <p><button @click=${() => location.reload()}>${t('unknown.again')}</button></p></div>`;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById('main').focus();
  }

  #switchLanguage() {
    speak(other());
  }
}

const other = () => LANGUAGES.find((one) => one !== language());

function themeIcon() {
  return theme() === 'dark'
    ? html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><circle cx="8" cy="8" r="3.2" class="fill"></circle>
        <path class="line" d="M8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3 3l1.2 1.2M11.8 11.8L13 13M3 13l1.2-1.2M11.8 4.2L13 3"></path></svg>`
    : html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path class="fill" d="M13.5 10.2A6 6 0 0 1 5.8 2.5a6 6 0 1 0 7.7 7.7z"></path></svg>`;
}

customElements.define('ak-app', AppShell);
