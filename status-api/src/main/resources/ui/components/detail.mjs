import { useEffect, useRef } from 'preact/hooks';
import { html } from '../app/html.mjs';
import { closeDetail, openDetail } from '../app/store.mjs';
import { dateTime, fullTime, money, percent, pnl, price, quantity, time, tone } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';
import { OrderTable } from './orders.mjs';
import { Side } from './panel.mjs';
import { Steps } from './trades.mjs';
import { verdict } from './decisions.mjs';

const LONG = 1200;
const MOST = 48;

/** Nested values as lines of their own, so far as they are for eyes; the whole is in the JSON below. */
function flat(values, prefix = '', depth = 0, rows = []) {
  for (const [name, value] of Object.entries(values || {})) {
    if (rows.length >= MOST) break;
    if (value === null || typeof value !== 'object') rows.push([prefix + name, String(value)]);
    else if (Array.isArray(value)) rows.push([prefix + name, `[${value.length}]`]);
    else if (depth < 3) flat(value, `${prefix}${name}.`, depth + 1, rows);
  }
  return rows;
}

function Pairs({ values }) {
  const rows = flat(values);
  if (rows.length === 0) return null;
  return html`<dl class="pairs num">${rows.map(([name, value]) => html`<div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function Text({ label, text }) {
  if (!text) return null;
  return html`<details class="raw"><summary>${label}</summary><pre>${text.length > 200_000 ? `${text.slice(0, 200_000)}…` : text}</pre></details>`;
}

function Section({ n, title, when, children }) {
  return html`
    <section class="chapter">
      <h3><i>${n}</i>${title}${when && html`<time class="muted num" title=${fullTime(when)}>${time(when)}</time>`}</h3>
      ${children}
    </section>`;
}

function Gates({ decision }) {
  if (!decision) return html`<p class="muted">${t('detail.noDecision')}</p>`;
  return html`
    <ul class="gates" data-testid="gates">
      ${decision.gates.map((gate) => html`
        <li key=${gate.rule} class=${gate.passed ? 'passed' : 'failed'}>
          <b>${gate.passed ? '✓' : '✕'} ${word('gate', gate.rule)}</b>
          <span>${gate.detail}</span>
          <span class="num muted">${Object.entries(gate.numbers).map(([name, value]) => `${name} ${value}`).join(' · ')}</span>
        </li>`)}
    </ul>`;
}

function Story({ value }) {
  const { proposal, trigger, decision, trade } = value;
  const made = verdict(proposal, decision);
  return html`
    <div class="detail-head">
      <h2 id="detail-title">${proposal.symbol} ${proposal.direction && html`<${Side} side=${proposal.direction} />`} <span class=${`verdict ${made.kind}`}>${made.label}</span></h2>
      <p class="muted num">${dateTime(proposal.createdAt)} · ${proposal.model} · <span class="code">${proposal.proposalId}</span></p>
    </div>
    <${Section} n="1" title=${t('detail.trigger')} when=${proposal.triggeredAt}>
      ${trigger
        ? html`<p>${word('rule', trigger.rule)} · ${trigger.ruleSet} · <b class="num">${price(trigger.symbol, trigger.price)}</b></p><${Pairs} values=${trigger.values} />`
        : html`<p class="muted">${t('detail.noTrigger')}</p>`}
    </${Section}>
    <${Section} n="2" title=${t('detail.input')} when=${value.inputAsOf}>
      ${value.input ? html`<${Pairs} values=${value.input} />` : html`<p class="muted">${t('detail.noInput')}</p>`}
      ${value.input && html`<${Text} label=${t('detail.inputJson')} text=${JSON.stringify(value.input, null, 2)} />`}
      <${Text} label=${t('detail.prompt')} text=${value.prompt} />
    </${Section}>
    <${Section} n="3" title=${t('detail.answer')} when=${proposal.createdAt}>
      ${value.advice
        ? html`
          <p class="rationale">${value.advice.rationale.slice(0, LONG)}</p>
          <dl class="pairs num">
            <div><dt>${t('detail.confidence')}</dt><dd>${percent(String(Number(value.advice.confidence) * 100), false)}</dd></div>
            <div><dt>${t('position.stop')}</dt><dd>${price(proposal.symbol, value.advice.stop)}</dd></div>
            ${value.advice.takeProfits.map((level, i) => html`<div key=${i}><dt>${t('position.target')}</dt><dd>${price(proposal.symbol, level.price)} · ${level.sizePct}%</dd></div>`)}
          </dl>
          <${Pairs} values=${value.advice.evidence} />`
        : html`<p>${made.reason}</p>`}
      <${Text} label=${t('detail.raw')} text=${value.rawAnswer} />
    </${Section}>
    <${Section} n="4" title=${t('detail.gates')} when=${decision && decision.decidedAt}><${Gates} decision=${decision} /></${Section}>
    <${Section} n="5" title=${t('detail.orders')}>
      ${value.orders.length > 0 ? html`<${OrderTable} orders=${value.orders} full=${false} />` : html`<p class="muted">${t('detail.noOrders')}</p>`}
    </${Section}>
    ${trade && html`
      <${Section} n="6" title=${t('detail.trade')} when=${trade.updatedAt}>
        <${Steps} trade=${trade} />
        <ol class="log">${trade.steps.map((step) => html`
          <li key=${step.sequence}><time class="num muted" title=${fullTime(step.occurredAt)}>${time(step.occurredAt)}</time> <b>${word('step', step.step)}</b> <span class="muted num">${Object.entries(step.detail).map(([name, v]) => `${name} ${v}`).join(' · ')}</span></li>`)}</ol>
        ${trade.fills.map((fill) => html`<p key=${fill.tradeId} class="num"><${Side} side=${fill.side} /> ${quantity(fill.quantity)} @ ${price(fill.symbol, fill.price)} · ${t('detail.fee')} ${money(fill.commission)}</p>`)}
        ${trade.result && html`<p class=${`num gain ${tone(trade.result.net)}`}><b>${pnl(trade.result.net)}</b> <small class="muted">${word('exit', trade.result.exitReason)}</small></p>`}
      </${Section}>`}`;
}

/** The whole thread of one decision, beside the page it came from. */
export function Detail({ state }) {
  const { detail } = state;
  const dialog = useRef(null);
  useEffect(() => {
    if (detail && dialog.current && !dialog.current.open) dialog.current.showModal();
  }, [detail && detail.id]);
  if (!detail) return null;
  const shown = detail.value ? (detail.state === 'error' ? 'error' : 'ready') : detail.state;
  return html`
    <dialog class="detail" ref=${dialog} aria-labelledby="detail-title" data-testid="detail" data-state=${shown}
      onClose=${closeDetail} onClick=${(event) => event.target === dialog.current && dialog.current.close()}>
      <div class="detail-box">
        <button type="button" class="icon close" data-testid="detail-close" aria-label=${t('action.close')} onClick=${() => dialog.current.close()}>✕</button>
        ${shown === 'loading' && html`<div class="skeleton"><i></i><i></i><i></i><i></i></div>`}
        ${detail.state === 'error' && html`
          <div class="panel-error" role="alert"><strong id="detail-title">${t('error.title')}</strong><span>${word('problem', detail.error.code)}</span>
          <button type="button" class="button" onClick=${() => openDetail(detail.id)}>${t('action.retry')}</button></div>`}
        ${detail.value && html`<${Story} value=${detail.value} />`}
      </div>
    </dialog>`;
}
