import { html } from '../app/html.mjs';
import { openDetail } from '../app/store.mjs';
import { fullTime, time } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';
import { Panel, Side } from './panel.mjs';

/** What became of a proposal, in one word and one line. */
export function verdict(proposal, decision) {
  if (proposal.outcome === 'NO_TRADE') {
    return { kind: 'held', label: t('verdict.noTrade'), reason: `${word('noTrade', proposal.code)}${proposal.detail ? ` · ${proposal.detail}` : ''}` };
  }
  if (!decision) return { kind: 'open', label: t('verdict.open'), reason: proposal.rationale };
  if (decision.approved) return { kind: 'approved', label: t('verdict.approved'), reason: proposal.rationale };
  const gate = decision.gates.find((check) => !check.passed);
  const numbers = gate ? Object.entries(gate.numbers).map(([name, value]) => `${name} ${value}`).join(', ') : '';
  return { kind: 'refused', label: t('verdict.refused'), reason: [word('gate', decision.refusedBy), numbers, gate && gate.detail].filter(Boolean).join(' · ') };
}

export function Decisions({ state, now, actions }) {
  const byProposal = new Map(state.decisions.items.map((decision) => [decision.proposalId, decision]));
  return html`
    <${Panel} id="decisions" title=${t('decisions.title')} source=${state.proposals} empty=${t('decisions.empty')} rows=${5} state=${state} now=${now} actions=${actions}>
      <ol class="feed">
        ${state.proposals.items.slice(0, 12).map((proposal) => {
          const made = verdict(proposal, byProposal.get(proposal.proposalId));
          return html`
            <li key=${proposal.proposalId}>
              <button type="button" class="row" data-testid="decision" data-verdict=${made.kind} onClick=${() => openDetail(proposal.proposalId)}>
                <span class="row-head">
                  <b class="symbol">${proposal.symbol}</b>
                  ${proposal.direction && html`<${Side} side=${proposal.direction} />`}
                  <span class=${`verdict ${made.kind}`}>${made.label}</span>
                  <span class="spacer"></span>
                  <time class="muted num" title=${fullTime(proposal.createdAt)}>${time(proposal.createdAt)}</time>
                </span>
                <span class="row-text">${made.reason}</span>
              </button>
            </li>`;
        })}
      </ol>
    </${Panel}>`;
}
