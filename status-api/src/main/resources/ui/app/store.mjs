import { get } from '../lib/api.mjs';
import { open } from '../lib/stream.mjs';

const KEPT = 60;
const EQUITY_POINTS = 360;
const FRAME = 250;
const COLLECTIONS = {
  positions: { path: 'positions?limit=100', id: 'id', at: 'openedAt' },
  triggers: { path: 'triggers?limit=30', id: 'triggerId', at: 'occurredAt' },
  proposals: { path: 'proposals?limit=30', id: 'proposalId', at: 'createdAt' },
  decisions: { path: 'decisions?limit=30', id: 'decisionId', at: 'decidedAt' },
  orders: { path: 'orders?limit=40', id: 'orderKey', at: 'createdAt' },
  trades: { path: 'trades?limit=12', id: 'tradeId', at: 'startedAt' },
};
const EVENTS = {
  'position.updated': 'positions',
  'trigger.created': 'triggers',
  'proposal.created': 'proposals',
  'decision.created': 'decisions',
  'order.updated': 'orders',
  'trade.updated': 'trades',
};

/** Everything the page shows. Changed by events, drawn at most four times a second. */
export const state = {
  prefs: null,
  version: null,
  status: null,
  account: null,
  equity: { state: 'loading', items: [], error: null },
  market: {},
  connection: { state: 'connecting', attempts: 0 },
  lastHeard: 0,
  lastTick: 0,
  detail: null,
};
for (const name of Object.keys(COLLECTIONS)) state[name] = { state: 'loading', items: [], error: null };

let draw = () => {};
let pending = false;
let stream = null;
let loading = false;

export function onChange(listener) {
  draw = listener;
}

/** Draws soon: at once for the user's own acts, within a quarter of a second for the market's. */
export function changed(now = false) {
  if (now) {
    draw();
  } else if (!pending) {
    pending = true;
    setTimeout(() => requestAnimationFrame(() => {
      pending = false;
      draw();
    }), FRAME);
  }
}

const keyed = (name, item) => (name === 'orders'
  ? `${item.account}/${item.book}/${item.clientOrderId}/${item.venueOrderId}` : item[COLLECTIONS[name].id]);

function upsert(name, item) {
  const { at } = COLLECTIONS[name];
  const list = state[name].items;
  const key = keyed(name, item);
  let rest = list.filter((other) => keyed(name, other) !== key);
  if (name === 'orders' && item.venueOrderId) {
    rest = rest.filter((other) => other.clientOrderId !== item.clientOrderId || other.book !== item.book || other.venueOrderId);
  }
  if (name !== 'positions' || item.open) rest.push(item);
  rest.sort((a, b) => (a[at] < b[at] ? 1 : a[at] > b[at] ? -1 : keyed(name, a) < keyed(name, b) ? 1 : -1));
  state[name] = { state: 'ready', items: rest.slice(0, name === 'positions' ? 200 : KEPT), error: null };
}

function point(account) {
  const at = new Date(Math.floor(Date.parse(account.updatedAt) / 60_000) * 60_000).toISOString();
  const items = state.equity.items.filter((item) => item.at !== at);
  items.push({ at, equity: account.equity });
  state.equity = { state: 'ready', items: items.slice(-EQUITY_POINTS), error: null };
}

function apply(type, payload) {
  if (type === 'status.updated') {
    state.status = payload;
  } else if (type === 'market.updated') {
    for (const item of payload.items) state.market[item.symbol] = item;
    state.lastTick = Date.now();
  } else if (type === 'account.updated') {
    state.account = payload;
    point(payload);
  } else {
    upsert(EVENTS[type], payload);
    refreshDetail(payload);
  }
  changed();
}

async function loadCollection(name) {
  try {
    const page = await get(COLLECTIONS[name].path);
    state[name] = { state: 'ready', items: page.items, error: null };
    return page.streamCursor;
  } catch (error) {
    state[name] = { ...state[name], state: 'error', error };
    throw error;
  }
}

async function loadRest() {
  const [status, account, market, version] = await Promise.all([get('status'), get('account'), get('market'), get('version')]);
  state.status = status;
  state.account = account.account;
  state.version = version;
  for (const item of market.items) state.market[item.symbol] = item;
  return [status.streamCursor, account.streamCursor];
}

async function loadEquity() {
  try {
    const page = await get(`equity?limit=${EQUITY_POINTS}`);
    state.equity = { state: 'ready', items: page.items.reverse(), error: null };
    return page.streamCursor;
  } catch (error) {
    state.equity = { ...state.equity, state: 'error', error };
    throw error;
  }
}

const split = (cursor) => {
  const at = cursor.lastIndexOf('-');
  return { epoch: cursor.slice(0, at), seq: Number(cursor.slice(at + 1)) };
};

/** Reads every snapshot, then follows from the earliest of them: what comes twice changes nothing. */
export async function start() {
  if (loading) return;
  loading = true;
  if (stream) stream.stop();
  try {
    const answers = await Promise.allSettled([...Object.keys(COLLECTIONS).map(loadCollection), loadEquity(), loadRest()]);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) throw failed.reason;
    const cursors = answers.flatMap((answer) => answer.value);
    const epochs = new Set(cursors.map((cursor) => split(cursor).epoch));
    if (epochs.size > 1) throw new Error('restarted while loading');
    const first = cursors.reduce((a, b) => (split(a).seq <= split(b).seq ? a : b));
    state.lastHeard = Date.now();
    stream = open(first, {
      onEvent: apply,
      onState: (name, attempts) => {
        state.connection = { state: name, attempts };
        changed(true);
      },
      onHeard: () => {
        state.lastHeard = Date.now();
      },
      onResync: start,
    });
    loading = false;
  } catch {
    loading = false;
    state.connection = { state: 'offline', attempts: state.connection.attempts + 1 };
    setTimeout(start, Math.min(15_000, 1_000 * 2 ** Math.min(state.connection.attempts, 4)));
  }
  changed(true);
}

export async function openDetail(proposalId) {
  state.detail = { id: proposalId, state: 'loading', value: null, error: null };
  const url = new URL(location.href);
  url.searchParams.set('proposal', proposalId);
  history.replaceState(null, '', url);
  changed(true);
  await loadDetail();
}

async function loadDetail() {
  const { id } = state.detail;
  try {
    const value = await get(`proposals/${encodeURIComponent(id)}`);
    if (state.detail && state.detail.id === id) state.detail = { id, state: 'ready', value, error: null };
  } catch (error) {
    if (state.detail && state.detail.id === id) state.detail = { ...state.detail, state: 'error', error };
  }
  changed(true);
}

function refreshDetail(payload) {
  if (state.detail && payload.proposalId === state.detail.id) loadDetail();
}

export function closeDetail() {
  state.detail = null;
  const url = new URL(location.href);
  url.searchParams.delete('proposal');
  history.replaceState(null, '', url);
  changed(true);
}
