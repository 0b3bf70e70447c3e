import { html } from '../app/html.mjs';
import { seconds } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';

const STALE_AFTER = 15_000;

/** Of old values the page must say that they are old. */
export function staleFor(state, now) {
  if (!state.lastHeard) return 0;
  const silent = now - state.lastHeard;
  if (silent > STALE_AFTER) return silent;
  return state.connection.state === 'live' || state.connection.state === 'connecting' ? 0 : silent;
}

/** A card in one of its states: loading, empty, ready, stale, error. */
export function Panel({ id, title, note, source, empty, state, now, actions, rows = 3, wide, children }) {
  const silent = staleFor(state, now);
  const has = source.items.length > 0;
  let shown = source.state;
  if (shown === 'ready' && !has) shown = 'empty';
  if (silent > 0 && shown === 'ready') shown = 'stale';
  return html`
    <section class=${`panel ${wide ? 'wide' : ''}`} data-testid=${`panel-${id}`} data-state=${shown} aria-labelledby=${`h-${id}`}>
      <header class="panel-head">
        <h2 id=${`h-${id}`}>${title}</h2>
        ${shown === 'stale' && html`<span class="badge warn">${t('state.old', { age: seconds(silent) })}</span>`}
        ${note && html`<span class="panel-note">${note}</span>`}
      </header>
      ${shown === 'loading' && html`<div class="skeleton" aria-hidden="true">${Array.from({ length: rows }, () => html`<i></i>`)}</div>`}
      ${shown === 'empty' && html`<p class="empty">${empty}</p>`}
      ${shown === 'error' && html`
        <div class="panel-error" role="alert">
          <strong>${t('error.title')}</strong>
          <span>${word('problem', source.error && source.error.code)}</span>
          <button type="button" class="button" data-testid=${`retry-${id}`} onClick=${actions.retry}>${t('action.retry')}</button>
        </div>`}
      ${has && html`<div class="panel-body">${children}</div>`}
    </section>`;
}

export function Side({ side }) {
  return html`<span class=${`side ${side === 'LONG' || side === 'BUY' ? 'up' : 'down'}`}>${word('side', side)}</span>`;
}
