import { html } from '../app/html.mjs';
import { openDetail } from '../app/store.mjs';
import { fullTime, price, time } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';
import { Panel } from './panel.mjs';

export function Triggers({ state, now, actions }) {
  const known = new Set(state.proposals.items.map((proposal) => proposal.proposalId));
  return html`
    <${Panel} id="triggers" title=${t('triggers.title')} source=${state.triggers} empty=${t('triggers.empty')} rows=${4} state=${state} now=${now} actions=${actions}>
      <ol class="feed">
        ${state.triggers.items.slice(0, 10).map((trigger) => html`
          <li key=${trigger.triggerId}>
            <button type="button" class="row" data-testid="trigger" disabled=${!known.has(trigger.proposalId)} onClick=${() => openDetail(trigger.proposalId)}>
              <span class="row-head">
                <b class="symbol">${trigger.symbol}</b>
                <span class="tag">${word('rule', trigger.rule)}</span>
                <span class="num">${price(trigger.symbol, trigger.price)}</span>
                <span class="spacer"></span>
                <time class="muted num" title=${fullTime(trigger.occurredAt)}>${time(trigger.occurredAt)}</time>
              </span>
              <span class="row-values num">${Object.entries(trigger.values).slice(0, 4).map(([name, value]) => html`<span key=${name}><small>${name}</small> ${value}</span>`)}</span>
            </button>
          </li>`)}
      </ol>
    </${Panel}>`;
}
