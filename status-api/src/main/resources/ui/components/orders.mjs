import { html } from '../app/html.mjs';
import { openDetail } from '../app/store.mjs';
import { fullTime, price, quantity, short, time } from '../lib/format.mjs';
import { t, word } from '../lib/i18n.mjs';
import { Panel, Side } from './panel.mjs';

const at = (order) => order.triggerPrice ?? order.price ?? order.averagePrice;

/** Beside a decision symbol and id say nothing new, so they are left out there. */
export function OrderTable({ orders, full = true }) {
  return html`
    <table class="table">
      <thead><tr>
        <th scope="col">${t('orders.time')}</th>${full && html`<th scope="col">${t('orders.symbol')}</th>`}<th scope="col">${t('orders.type')}</th><th scope="col">${t('orders.side')}</th>
        <th scope="col" class="right">${t('orders.quantity')}</th><th scope="col" class="right">${t('orders.price')}</th><th scope="col">${t('orders.status')}</th>${full && html`<th scope="col">${t('orders.id')}</th>`}
      </tr></thead>
      <tbody>
        ${orders.map((order) => html`
          <tr key=${`${order.book}${order.clientOrderId}${order.venueOrderId}`} data-testid="order" data-type=${order.type} data-status=${order.status} class=${order.live ? 'live' : ''}>
            <td data-label=${t('orders.time')} class="num" title=${fullTime(order.createdAt)}>${time(order.createdAt)}</td>
            ${full && html`<td data-label=${t('orders.symbol')}><b>${order.symbol}</b></td>`}
            <td data-label=${t('orders.type')}>${order.leg ? word('leg', order.leg) : word('type', order.type)}<small class="muted code">${order.type}${order.book === 'ALGO' ? ' · algo' : ''}</small></td>
            <td data-label=${t('orders.side')}><${Side} side=${order.side} /> <small class="muted">${word('side', order.positionSide)}</small></td>
            <td data-label=${t('orders.quantity')} class="right num">${order.closePosition ? t('orders.whole') : `${quantity(order.filled)} / ${quantity(order.quantity)}`}</td>
            <td data-label=${t('orders.price')} class="right num">${at(order) ? price(order.symbol, at(order)) : t('orders.market')}</td>
            <td data-label=${t('orders.status')}><span class=${`tag ${order.live ? 'ok' : order.status === 'REJECTED' ? 'alert' : ''}`} title=${order.reason || ''}>${word('order', order.status)}</span></td>
            ${full && html`<td data-label=${t('orders.id')}>${order.proposalId
              ? html`<button type="button" class="link code" title=${order.clientOrderId} onClick=${() => openDetail(order.proposalId)}>${short(order.clientOrderId)}…</button>`
              : html`<span class="code" title=${order.clientOrderId}>${short(order.clientOrderId)}…</span>`}</td>`}
          </tr>`)}
      </tbody>
    </table>`;
}

export function Orders({ state, now, actions }) {
  const live = state.orders.items.filter((order) => order.live).length;
  return html`
    <${Panel} id="orders" title=${t('orders.title')} note=${t('orders.live', { n: live })} rows=${6} source=${state.orders} empty=${t('orders.empty')} state=${state} now=${now} actions=${actions}>
      <${OrderTable} orders=${state.orders.items.slice(0, 20)} />
    </${Panel}>`;
}
