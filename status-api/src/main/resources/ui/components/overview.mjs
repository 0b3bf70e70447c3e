import { html } from '../app/html.mjs';
import { count, dateTime, fullTime, money, percent, pnl, price, tone } from '../lib/format.mjs';
import { t } from '../lib/i18n.mjs';
import { Panel } from './panel.mjs';

const W = 640;
const H = 120;

/** A line of equity; the picture has a text beside it, so nothing is only seen. */
function Sparkline({ points, base }) {
  const values = points.map((point) => Number(point.equity));
  if (values.length === 1) values.push(values[0]);
  const low = Math.min(...values, base ?? Infinity);
  const high = Math.max(...values, base ?? -Infinity);
  const span = high - low || Math.abs(high) * 0.001 || 1;
  const x = (i) => (i / (values.length - 1)) * W;
  const y = (v) => 8 + (1 - (v - low) / span) * (H - 16);
  const line = values.map((v, i) => `${i ? 'L' : 'M'}${x(i).toFixed(1)} ${y(v).toFixed(1)}`).join('');
  const rising = values.at(-1) >= (base ?? values[0]);
  return html`
    <svg class=${`spark ${rising ? 'up' : 'down'}`} viewBox=${`0 0 ${W} ${H}`} preserveAspectRatio="none" role="img"
      aria-label=${t('equity.chart', { n: points.length, low: money(low.toFixed(2)), high: money(high.toFixed(2)) })}>
      <defs><linearGradient id="fade" x1="0" y1="0" x2="0" y2="1"><stop class="fade-from" offset="0" /><stop class="fade-to" offset="1" /></linearGradient></defs>
      <path class="area" d=${`${line}L${W} ${H}L0 ${H}Z`} fill="url(#fade)" />
      ${base !== null && html`<path class="base" d=${`M0 ${y(base).toFixed(1)}H${W}`} />`}
      <path class="line" d=${line} />
    </svg>`;
}

function Kpi({ id, label, value, sub, tone: shade }) {
  return html`
    <div class="kpi" data-testid=${`kpi-${id}`}>
      <small>${label}</small>
      <b class=${`num ${shade || ''}`}>${value}</b>
      ${sub && html`<span class="num muted">${sub}</span>`}
    </div>`;
}

function Pipeline({ status }) {
  const counts = status ? status.counts : {};
  return html`
    <ol class="pipeline" aria-label=${t('pipeline.title')} data-testid="pipeline">
      ${['triggers', 'proposals', 'decisions', 'trades', 'fills'].map((name) => html`
        <li key=${name}><b class="num">${count(counts[name])}</b><small>${t(`pipeline.${name}`)}</small></li>`)}
    </ol>`;
}

function Services({ status }) {
  if (!status) return null;
  return html`
    <ul class="services" data-testid="services" aria-label=${t('services.title')}>
      ${status.services.map((service) => html`
        <li key=${service.instance} title=${`${service.instance} · ${service.version} · ${service.roles.join(', ')}`}>
          <i class=${`dot ${service.stale ? 'alert' : service.state === 'ready' ? 'ok' : 'warn'}`}></i>
          <span>${service.service}</span>
          <small>${service.stale ? t('services.silent', { s: Math.round(service.heartbeatAgeMs / 1000) }) : t(`service.${service.state}`)}</small>
        </li>`)}
    </ul>`;
}

function Market({ market }) {
  const items = Object.values(market).sort((a, b) => (a.symbol < b.symbol ? -1 : 1)).slice(0, 12);
  if (items.length === 0) return null;
  return html`
    <ul class="market" data-testid="market" aria-label=${t('market.title')}>
      ${items.map((item) => html`
        <li key=${item.symbol}><span>${item.symbol}</span><b class="num">${price(item.symbol, item.mark ?? item.last)}</b></li>`)}
    </ul>`;
}

export function Overview({ state, now, actions }) {
  const { status, account } = state;
  const base = status && status.equityDayStart ? Number(status.equityDayStart) : null;
  const gain = account && base ? (Number(account.equity) - base).toFixed(2) : null;
  const gainPct = gain !== null && base ? ((Number(gain) / base) * 100).toFixed(4) : null;
  return html`
    <${Panel} id="equity" title=${t('equity.title')} wide rows=${4} source=${state.equity} empty=${t('equity.empty')}
      note=${status && status.venueTime ? html`<span title=${fullTime(status.venueTime)} data-testid="venue-time">${t('equity.venueTime')} <b class="num">${dateTime(status.venueTime)}</b>${status.speed !== 1 ? ` · ×${status.speed}` : ''}</span>` : null}
      state=${state} now=${now} actions=${actions}>
      <div class="hero">
        <div class="hero-number">
          <b class="num big" data-testid="kpi-equity">${money(account && account.equity)}</b><span class="unit">USDT</span>
          <p class=${`num ${tone(gain)}`} data-testid="kpi-day">${pnl(gain)} <span>${gainPct === null ? '' : `(${percent(gainPct)})`}</span> <small class="muted">${t('kpi.day')}</small></p>
        </div>
        <${Sparkline} points=${state.equity.items} base=${base} />
        <div class="kpis">
          <${Kpi} id="unrealized" label=${t('kpi.unrealized')} value=${pnl(account && account.unrealized)} tone=${tone(account && account.unrealized)} />
          <${Kpi} id="realized" label=${t('kpi.realized')} value=${pnl(account && account.realized)} tone=${tone(account && account.realized)} sub=${account ? t('kpi.fees', { fees: money(account.fees) }) : null} />
          <${Kpi} id="available" label=${t('kpi.available')} value=${money(account && account.available)} />
        </div>
      </div>
      <div class="strip">
        <${Pipeline} status=${status} />
        <${Market} market=${state.market} />
        <${Services} status=${status} />
      </div>
    </${Panel}>`;
}
