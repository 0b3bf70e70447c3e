// ccxt over websockets: market streams, and the user stream through the life of orders and positions.
import { Checks, assert, near, until, venue, within } from './checks.mjs';
import { bracket, ccxt, usdm } from './ccxt-at.mjs';

const BTC = 'BTC/USDT:USDT';
const at = venue();
const exchange = await usdm(at);
const checks = new Checks(`ccxt ${ccxt.version} over websockets at ${at.sockets}`, 150);
const price = (value) => Number(exchange.priceToPrecision(BTC, value));
const middle = async () => {
  const { bids, asks } = await exchange.fetchOrderBook(BTC, 5);
  return (bids[0][0] + asks[0][0]) / 2;
};
await exchange.loadMarkets();
const about = await middle();

await checks.that('watchMarkPrice', async () => {
  const seen = [];
  while (seen.length < 3) seen.push(await exchange.watchMarkPrice(BTC));
  seen.forEach((tick) => {
    assert.equal(tick.symbol, BTC);
    near(tick.markPrice, about, about * 0.05, 'mark');
    near(tick.indexPrice, tick.markPrice, about * 0.01, 'index');
  });
  const apart = seen[2].timestamp - seen[0].timestamp;
  assert.ok(apart >= 1_000 && apart <= 6_000, `three marks in ${apart} ms, expected one a second`);
  return seen.map((tick) => tick.markPrice).join(' ');
});
await checks.that('watchTrades', async () => {
  const trades = await exchange.watchTrades(BTC);
  trades.forEach((trade) => {
    assert.equal(trade.symbol, BTC);
    assert.ok(trade.amount > 0 && ['buy', 'sell'].includes(trade.side));
    near(trade.price, about, about * 0.05, 'price');
  });
  const more = await until(20, () => exchange.watchTrades(BTC), (all) => new Set(all.map(({ id }) => id)).size > 1);
  const ids = more.map(({ id }) => Number(id));
  assert.deepEqual(ids, [...ids].sort((a, b) => a - b), 'ids rise');
  return `${more.length} trades, the last at ${more.at(-1).price}`;
}, 30);
await checks.that('watchOHLCV 1m', async () => {
  const first = (await exchange.watchOHLCV(BTC, '1m')).at(-1);
  const [opened, open, high, low, close] = (await exchange.watchOHLCV(BTC, '1m')).at(-1);
  assert.equal(opened % 60_000, 0);
  assert.ok(opened >= first[0] && low <= Math.min(open, close) && high >= Math.max(open, close));
  near(close, about, about * 0.05, 'close');
  const rest = (await exchange.fetchOHLCV(BTC, '1m', undefined, 2)).find((candle) => candle[0] === opened);
  assert.equal(rest?.[1], open, 'the stream and REST have the same open');
  return `open ${open}, close ${close}`;
});
await checks.that('watchOHLCV 5m', async () => {
  const [opened, open] = (await exchange.watchOHLCV(BTC, '5m')).at(-1);
  assert.equal(opened % 300_000, 0);
  near(open, about, about * 0.05, 'open');
});
await checks.that('watchTicker', async () => {
  const ticker = await exchange.watchTicker(BTC);
  assert.ok(ticker.low <= ticker.last && ticker.last <= ticker.high && ticker.baseVolume > 0);
  return `${ticker.last}`;
});
await checks.that('watchBidsAsks', async () => {
  const { bid, ask } = (await exchange.watchBidsAsks([BTC]))[BTC];
  assert.ok(bid > 0 && bid < ask);
  return `${bid} / ${ask}`;
});
await checks.that('watchOrderBook follows the snapshot without a gap', async () => {
  let book = await exchange.watchOrderBook(BTC);
  const begun = book.nonce;
  for (let i = 0; i < 5; i += 1) {
    book = await exchange.watchOrderBook(BTC);
    assert.ok(book.bids[0][0] < book.asks[0][0], `crossed: ${book.bids[0]} ${book.asks[0]}`);
  }
  assert.ok(book.nonce > begun, 'the book moved on');
  near(book.bids[0][0], about, about * 0.05, 'best bid');
  return `update ${begun} to ${book.nonce}`;
}, 30);

// The user stream. Each loop keeps what it heard; the checks below look at what came.
const heard = { orders: [], trades: [], positions: [], balances: [] };
let listening = true;
const broken = [];
const listen = async (watch, into) => {
  while (listening) {
    try {
      const news = await watch();
      into.push(...JSON.parse(JSON.stringify(Array.isArray(news) ? news : [news])));
    } catch (error) {
      if (listening) broken.push(error);
      return;
    }
  }
};
exchange.newUpdates = true;
const loops = [
  listen(() => exchange.watchOrders(), heard.orders),
  listen(() => exchange.watchMyTrades(), heard.trades),
  listen(() => exchange.watchPositions(), heard.positions),
  listen(() => exchange.watchBalance(), heard.balances),
];
await checks.that('the user stream opens', async () => {
  const dual = await exchange.fetchPositionMode(BTC);
  if (dual.hedged) await exchange.setPositionMode(false);
  await exchange.setLeverage(20, BTC);
  await until(10, async () => Object.values(exchange.clients).filter((c) => c.url.includes('/private/') && c.isConnected).length,
    (count) => count > 0);
});
const about_ = (id) => heard.orders.filter((order) => order.id === String(id));

await checks.that('watchOrders: a limit order is born, amended and canceled', async () => {
  const far = price(about * 0.97);
  const made = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, far);
  await until(10, () => about_(made.id), (news) => news.some(({ status }) => status === 'open'));
  const lower = price(far * 0.99);
  await exchange.editOrder(made.id, BTC, 'limit', 'buy', 0.01, lower);
  await until(10, () => about_(made.id), (news) => news.some((order) => order.price === lower));
  await exchange.cancelOrder(made.id, BTC);
  const news = await until(10, () => about_(made.id), (all) => all.some(({ status }) => status === 'canceled'));
  assert.ok(news.every(({ symbol, side, amount, filled }) => symbol === BTC && side === 'buy' && amount === 0.01 && filled === 0));
  return news.map(({ info }) => `${info.x}/${info.X}`).join(', ');
});
await checks.that('watchOrders, watchMyTrades, watchPositions, watchBalance: a market order fills', async () => {
  const made = await exchange.createOrder(BTC, 'market', 'buy', 0.02);
  const news = await until(10, () => about_(made.id), (all) => all.some(({ status }) => status === 'closed'));
  const filled = news.find(({ status }) => status === 'closed');
  assert.deepEqual([filled.filled, filled.remaining, filled.type], [0.02, 0, 'market']);
  near(filled.average, about, about * 0.05, 'average');
  const fills = await until(10, () => heard.trades.filter((trade) => trade.order === made.id),
    (all) => Math.abs(all.reduce((sum, trade) => sum + trade.amount, 0) - 0.02) < 1e-9);
  fills.forEach((fill) => assert.ok(fill.fee.cost > 0 && fill.fee.currency === 'USDT' && fill.takerOrMaker === 'taker'));
  const held = await until(10, () => heard.positions.findLast(({ symbol }) => symbol === BTC), (p) => p?.contracts === 0.02);
  assert.equal(held.side, 'long');
  near(held.entryPrice, filled.average, 0.1, 'entry');
  const fees = fills.reduce((sum, fill) => sum + fill.fee.cost, 0);
  const wallet = Number((await exchange.fetchBalance()).info.totalWalletBalance);
  const told = await until(10, () => heard.balances.at(-1)?.USDT, (usdt) => usdt !== undefined && Math.abs(usdt.total - wallet) < 1e-6);
  return `at ${filled.average}, fees ${fees.toFixed(6)}, wallet ${told.total}`;
});
await checks.that('watchOrders: a stop and a take-profit, one fires and closes', async () => {
  const now = await middle();
  const pair = await bracket(exchange, BTC, 0.02, middle);
  const child = await until(70, () => heard.orders.find(({ clientOrderId, status, info }) =>
    pair.some((made) => made.clientOrderId === clientOrderId) && status === 'closed' && info.x === 'TRADE'), (order) => order !== undefined);
  assert.deepEqual([child.side, child.filled, child.amount], ['sell', 0.02, 0.02]);
  near(child.average, now, now * 0.01, 'average');
  assert.ok(heard.orders.some(({ info }) => info.caid === child.clientOrderId && info.X === 'TRIGGERED'), 'its algo order was TRIGGERED');
  await until(10, () => heard.positions.findLast(({ symbol }) => symbol === BTC), (p) => p.contracts === 0);
  await exchange.cancelAllOrders(BTC, { trigger: true });
  return `${child.info.ot ?? child.type} filled at ${child.average}`;
}, 90);
await checks.that('nothing broke meanwhile', async () => {
  assert.deepEqual(broken.map(String), []);
  return `${heard.orders.length} order updates, ${heard.trades.length} fills, ${heard.positions.length} position updates, ${heard.balances.length} balances`;
});

listening = false;
await within(5, 'close', exchange.close()).catch((error) => console.log(`# close: ${error.message}`));
await within(2, 'loops', Promise.all(loops)).catch(() => {});
checks.end();
