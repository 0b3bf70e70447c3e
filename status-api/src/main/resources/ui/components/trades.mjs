import { html } from '../app/html.mjs';
import { openDetail } from '../app/store.mjs';
import { fullTime, pnl, time, tone } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';
import { Panel, Side } from './panel.mjs';

const PATH = ['INTENT_RECORDED', 'ARMED', 'ENTRY_SENT', 'FILLED', 'PROTECTED', 'CLOSED', 'SWEPT'];

/** How far a trade has come; a step that the trade skipped stays hollow. */
export function Steps({ trade }) {
  const reached = new Map(trade.steps.map((step) => [step.step, step]));
  const abandoned = reached.has('ABANDONED');
  return html`
    <ol class=${abandoned ? 'steps abandoned' : 'steps'}>
      ${PATH.map((name) => {
        const step = reached.get(name);
        return html`<li key=${name} class=${step ? 'done' : ''} title=${step ? fullTime(step.occurredAt) : ''}><i></i><small>${word('step', name)}</small></li>`;
      })}
    </ol>`;
}

export function Trades({ state, now, actions }) {
  return html`
    <${Panel} id="trades" title=${t('trades.title')} source=${state.trades} empty=${t('trades.empty')} state=${state} now=${now} actions=${actions}>
      <ol class="trades">
        ${state.trades.items.slice(0, 6).map((trade) => html`
          <li key=${trade.tradeId}>
            <button type="button" class="trade" data-testid="trade" data-step=${trade.step} onClick=${() => openDetail(trade.proposalId)}>
              <span class="row-head">
                <b class="symbol">${trade.symbol}</b><${Side} side=${trade.positionSide} />
                <span class="muted">${word('step', trade.step)}</span>
                <span class="spacer"></span>
                ${trade.result
                  ? html`<span class=${`num gain ${tone(trade.result.net)}`}><b>${pnl(trade.result.net)}</b> <small class="muted">${word('exit', trade.result.exitReason)}</small></span>`
                  : html`<time class="muted num" title=${fullTime(trade.startedAt)}>${time(trade.startedAt)}</time>`}
              </span>
              <${Steps} trade=${trade} />
            </button>
          </li>`)}
      </ol>
    </${Panel}>`;
}
