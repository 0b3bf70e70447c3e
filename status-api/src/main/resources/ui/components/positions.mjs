import { html } from '../app/html.mjs';
import { openDetail } from '../app/store.mjs';
import { clock, distance, fullTime, percent, pnl, price, quantity, money, tone } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';
import { Panel, Side } from './panel.mjs';

const isStop = (order) => ['STOP_MARKET', 'STOP', 'TRAILING_STOP_MARKET'].includes(order.type);

/** Where the mark stands between stop and target, loss always left. */
function Ladder({ position, stop, target }) {
  const entry = Number(position.entryPrice);
  const mark = Number(position.mark ?? position.entryPrice);
  const from = Number(stop ? stop.triggerPrice : position.entryPrice);
  const to = Number(target ? target.triggerPrice : position.entryPrice);
  const side = position.positionSide === 'SHORT' ? -1 : 1;
  const points = [from, to, entry, mark].map((value) => value * side);
  const low = Math.min(...points);
  const high = Math.max(...points);
  const at = (value) => `${(((value * side - low) / (high - low || 1)) * 100).toFixed(2)}%`;
  const start = Math.min(parseFloat(at(entry)), parseFloat(at(mark)));
  const width = Math.abs(parseFloat(at(mark)) - parseFloat(at(entry)));
  return html`
    <div class="ladder" aria-hidden="true">
      <i class="track"></i>
      <i class=${`run ${tone(position.unrealized)}`} style=${{ left: `${start}%`, width: `${width}%` }}></i>
      ${stop && html`<i class="tick stop" style=${{ left: at(from) }}></i>`}
      <i class="tick entry" style=${{ left: at(entry) }}></i>
      ${target && html`<i class="tick target" style=${{ left: at(to) }}></i>`}
      <i class=${`mark ${tone(position.unrealized)}`} style=${{ left: at(mark) }}></i>
    </div>`;
}

function Level({ label, symbol, order, mark }) {
  const away = order && mark ? distance(mark, order.triggerPrice) : null;
  return html`
    <div class="level">
      <small>${label}</small>
      ${order
        ? html`<b class="num">${price(symbol, order.triggerPrice)}</b><span class="muted num">${away === null ? '' : percent(away)}</span><span class=${`tag ${order.live ? 'ok' : ''}`}>${word('order', order.status)}</span>`
        : html`<b>—</b>`}
    </div>`;
}

function Position({ position, state }) {
  const stops = position.protection.filter(isStop);
  const stop = stops.find((order) => order.closePosition) || stops[0];
  const target = position.protection.find((order) => order.type.startsWith('TAKE_PROFIT'));
  const venue = state.status && state.status.venueTime ? Date.parse(state.status.venueTime) : null;
  const bare = !position.protected;
  return html`
    <article class=${bare ? 'position bare' : 'position'} data-testid="position" data-symbol=${position.symbol} data-protected=${String(position.protected)}>
      <div class="position-head">
        <b class="symbol">${position.symbol}</b>
        <${Side} side=${position.positionSide} />
        <span class="muted num">${quantity(position.quantity)} · ×${position.leverage}</span>
        <span class=${`guard ${bare ? 'alert' : 'ok'}`} data-testid="position-protection">
          ${bare ? `▲ ${t('protection.none')} ${position.unprotectedSince && venue ? clock(venue - Date.parse(position.unprotectedSince)) : ''}` : `✓ ${t('protection.one')}`}
        </span>
        <span class="spacer"></span>
        <span class=${`gain num ${tone(position.unrealized)}`} data-testid="position-pnl"><b>${pnl(position.unrealized)}</b> <span>${percent(position.unrealizedPct)}</span></span>
      </div>
      <${Ladder} position=${position} stop=${stop} target=${target} />
      <div class="levels">
        <${Level} label=${t('position.stop')} symbol=${position.symbol} order=${stop} mark=${position.mark} />
        <div class="level"><small>${t('position.entry')}</small><b class="num">${price(position.symbol, position.entryPrice)}</b></div>
        <div class="level"><small>${t('position.mark')}</small><b class="num">${price(position.symbol, position.mark)}</b></div>
        <${Level} label=${t('position.target')} symbol=${position.symbol} order=${target} mark=${position.mark} />
        <div class="level end">
          <small title=${fullTime(position.openedAt)}>${t('position.notional')}</small><b class="num">${money(position.notional)}</b>
        </div>
      </div>
      ${position.proposalId && html`
        <button type="button" class="link" data-testid="position-why" onClick=${() => openDetail(position.proposalId)}>${t('action.why')} →</button>`}
    </article>`;
}

export function Positions({ state, now, actions }) {
  return html`
    <${Panel} id="positions" title=${t('positions.title')} source=${state.positions} empty=${t('positions.empty')} state=${state} now=${now} actions=${actions}>
      <div class="positions">${state.positions.items.map((position) => html`<${Position} key=${position.id} position=${position} state=${state} />`)}</div>
    </${Panel}>`;
}
