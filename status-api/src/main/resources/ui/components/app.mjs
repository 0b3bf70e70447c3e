import { html } from '../app/html.mjs';
import { t } from '../lib/i18n.mjs';
import { timeZone } from '../lib/format.mjs';
import { Header } from './header.mjs';
import { Overview } from './overview.mjs';
import { Positions } from './positions.mjs';
import { Decisions } from './decisions.mjs';
import { Triggers } from './triggers.mjs';
import { Orders } from './orders.mjs';
import { Trades } from './trades.mjs';
import { Detail } from './detail.mjs';
import { staleFor } from './panel.mjs';

export function App({ state, now, actions }) {
  const shared = { state, now, actions };
  const stale = staleFor(state, now) > 0;
  document.title = `${state.status ? `${state.status.mode.toUpperCase()} · ` : ''}Auto-Futures`;
  return html`
    <div class=${stale ? 'page is-stale' : 'page'}>
      <${Header} ...${shared} />
      <main class="grid">
        <${Overview} ...${shared} />
        <div class="column main-column">
          <${Positions} ...${shared} />
          <${Trades} ...${shared} />
          <${Orders} ...${shared} />
        </div>
        <div class="column side-column">
          <${Decisions} ...${shared} />
          <${Triggers} ...${shared} />
        </div>
      </main>
      <footer class="foot">
        <p class="risk" data-testid="risk">${t('foot.risk')}</p>
        <p>${t('foot.zone', { zone: timeZone() })} · Auto-Futures ${state.version ? `${state.version.version} · ${state.version.buildId}` : ''} · Apache-2.0</p>
      </footer>
      <${Detail} ...${shared} />
    </div>`;
}
