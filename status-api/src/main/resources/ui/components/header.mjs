import { html } from '../app/html.mjs';
import { clock, money, percent, pnl, seconds, tone } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';

const STATES = { RUNNING: 'ok', STARTING: 'idle', PAUSED: 'warn', DEGRADED: 'warn', HALTED: 'alert' };

/** Age of the newest market data, carried on while nothing comes. */
export function dataAge(state, now) {
  const { status } = state;
  if (!status || status.dataAgeMs === null) return null;
  const said = status.dataAgeMs + Math.max(0, now - Math.max(state.lastHeard, 0));
  return state.lastTick ? Math.min(said, now - state.lastTick + status.dataAgeMs) : said;
}

export function Protection({ status }) {
  if (!status) return html`<span class="shield idle" data-testid="protection">—</span>`;
  const { openPositions: open, unprotectedPositions: bare } = status;
  if (bare > 0) {
    const since = status.unprotectedSince && status.venueTime
      ? clock(Date.parse(status.venueTime) - Date.parse(status.unprotectedSince)) : '';
    return html`<span class="shield alert" role="alert" data-testid="protection"><b>▲ ${bare} ${t('protection.none')}</b> <span class="num">${since}</span></span>`;
  }
  return html`
    <span class=${`shield ${open ? 'ok' : 'idle'}`} data-testid="protection">
      ${t(open === 1 ? 'protection.position' : 'protection.positions', { n: open })} · ${open ? t('protection.all') : t('protection.flat')}
    </span>`;
}

export function Header({ state, now, actions }) {
  const { status, connection, prefs } = state;
  const age = dataAge(state, now);
  const ageTone = age === null ? 'idle' : age < 2000 ? 'ok' : age < 10_000 ? 'warn' : 'alert';
  const equity = state.account ? state.account.equity : status && status.equity;
  const start = status && status.equityDayStart;
  const day = equity && start && Number(start) ? (((Number(equity) - Number(start)) / Number(start)) * 100).toFixed(4) : null;
  const trading = status ? status.tradingState : 'STARTING';
  return html`
    <header class="top">
      <div class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true"><path d="M5 22l7-8 5 4 10-12" /><path class="base" d="M5 27h22" /></svg>
        <span>Auto-Futures</span>
        ${status && html`<span class=${`mode ${status.mode}`} data-testid="mode" title=${t('mode.sim.title')}>${status.mode.toUpperCase()}</span>`}
      </div>
      <div class="facts">
        <span class=${`pill ${STATES[trading] || 'idle'}`} data-testid="trading-state" title=${status ? status.latches.map((latch) => latch.reason).join(', ') : ''}>
          <i class="dot"></i>${word('trading', trading)}
        </span>
        <span class="fact hide-s" data-testid="equity">
          <small>${t('kpi.equity')}</small><b class="num">${money(equity)}</b>
          <span class=${`num ${tone(day)}`} title=${t('kpi.day')}>${day === null ? '' : percent(day)}</span>
        </span>
        <${Protection} status=${status} />
      </div>
      <div class="tools">
        <span class=${`fact small ${ageTone}`} data-testid="data-age" title=${t('kpi.dataAge.title')}>
          <small>${t('kpi.dataAge')}</small><b class="num">${age === null ? '—' : `${seconds(age)} s`}</b>
        </span>
        <span class=${`conn ${connection.state}`} data-testid="connection"><i class="dot"></i>${t(`connection.${connection.state}`, { n: connection.attempts })}</span>
        <span class="switch" role="group" aria-label=${t('action.language')}>
          ${['ko', 'en'].map((lang) => html`
            <button type="button" data-testid=${`lang-${lang}`} aria-pressed=${prefs.language === lang} onClick=${() => actions.language(lang)}>${lang.toUpperCase()}</button>`)}
        </span>
        <button type="button" class="icon" data-testid="theme" aria-label=${t('action.theme')} title=${t('action.theme')}
          onClick=${() => actions.theme(prefs.theme === 'dark' ? 'light' : 'dark')}>${prefs.theme === 'dark' ? '☀' : '☾'}</button>
      </div>
    </header>`;
}
