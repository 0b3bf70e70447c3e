// ccxt over REST: markets, account, orders, conditional orders, positions, trades. One-way and hedge mode.
import { Checks, assert, near, until, venue } from './checks.mjs';
import { bracket, ccxt, usdm } from './ccxt-at.mjs';

const BTC = 'BTC/USDT:USDT';
const ETH = 'ETH/USDT:USDT';
const at = venue();
const exchange = await usdm(at);
const checks = new Checks(`ccxt ${ccxt.version} over REST at ${at.base}`, 140);
const price = (value) => Number(exchange.priceToPrecision(BTC, value));
const last = async () => {
  const { bids, asks } = await exchange.fetchOrderBook(BTC, 5);
  return (bids[0][0] + asks[0][0]) / 2;
};
const trades = async (since) => exchange.fetchMyTrades(BTC, since);
const position = async (side) =>
  (await exchange.fetchPositions([BTC])).find((p) => p.contracts > 0 && (side === undefined || p.side === side));
const refused = (type, action) => assert.rejects(action, (error) => {
  assert.ok(error instanceof type, `expected ${type.name}, was ${error.constructor.name}: ${error.message}`);
  return true;
});

await checks.that('loadMarkets', async () => {
  const markets = await exchange.loadMarkets();
  const btc = markets[BTC];
  assert.ok(btc, `no ${BTC} among ${Object.keys(markets)}`);
  assert.equal(btc.id, 'BTCUSDT');
  assert.equal(btc.swap && btc.linear && btc.active, true);
  assert.equal(btc.contractSize, 1);
  assert.equal(btc.precision.price, 0.1);
  assert.equal(btc.precision.amount, 0.001);
  assert.equal(btc.limits.cost.min, 50);
  assert.ok(btc.limits.amount.min === 0.001 && btc.limits.market.max > 0 && btc.limits.price.max > 100_000);
  assert.equal(markets[ETH].settle, 'USDT');
  return `${Object.keys(markets).length} markets`;
});
await checks.that('fetchTime', async () => {
  const first = await exchange.fetchTime();
  const second = await exchange.fetchTime();
  assert.ok(second >= first && second - first < 5_000, `${first} then ${second}`);
  near(first, Date.now(), 2_000, 'server time against our clock');
  return new Date(first).toISOString();
});
await checks.that('fetchTicker', async () => {
  const ticker = await exchange.fetchTicker(BTC);
  assert.equal(ticker.symbol, BTC);
  assert.ok(ticker.low <= ticker.last && ticker.last <= ticker.high, JSON.stringify(ticker));
  assert.ok(ticker.baseVolume > 0 && ticker.quoteVolume > ticker.baseVolume * ticker.low * 0.9);
  near(ticker.change, ticker.last - ticker.open, 1e-6, 'change');
  return `${ticker.last}, ${ticker.percentage} % in 24 h`;
});
await checks.that('fetchTickers', async () => {
  const tickers = await exchange.fetchTickers([BTC, ETH]);
  assert.deepEqual(Object.keys(tickers).sort(), [BTC, ETH]);
  return `${ETH} ${tickers[ETH].last}`;
});
await checks.that('fetchBidsAsks', async () => {
  const { bid, ask } = (await exchange.fetchBidsAsks([BTC]))[BTC];
  assert.ok(bid > 0 && bid < ask);
  return `${bid} / ${ask}`;
});
await checks.that('fetchOrderBook', async () => {
  const book = await exchange.fetchOrderBook(BTC, 20);
  assert.ok(book.bids.length > 0 && book.bids.length <= 20 && book.asks.length > 0 && book.asks.length <= 20);
  book.bids.slice(1).forEach(([p], i) => assert.ok(p < book.bids[i][0], 'bids fall'));
  book.asks.slice(1).forEach(([p], i) => assert.ok(p > book.asks[i][0], 'asks rise'));
  assert.ok(book.bids[0][0] < book.asks[0][0], 'the book is not crossed');
  assert.ok([...book.bids, ...book.asks].every(([, size]) => size > 0));
  near(book.bids[0][0], await last(), 0.01 * book.bids[0][0], 'best bid against last');
  return `${book.bids.length} × ${book.asks.length}, nonce ${book.nonce}`;
});
await checks.that('fetchOHLCV 1m', async () => {
  const candles = await exchange.fetchOHLCV(BTC, '1m', undefined, 50);
  assert.equal(candles.length, 50);
  candles.forEach(([opened, open, high, low, close, volume], i) => {
    assert.equal(opened % 60_000, 0);
    if (i > 0) assert.equal(opened - candles[i - 1][0], 60_000);
    assert.ok(low <= Math.min(open, close) && high >= Math.max(open, close) && volume >= 0);
  });
  near(candles.at(-1)[4], await last(), 0.01 * candles.at(-1)[4], 'last close against ticker');
  return `${new Date(candles[0][0]).toISOString()} to ${new Date(candles.at(-1)[0]).toISOString()}`;
});
await checks.that('fetchOHLCV 5m is made of 1m', async () => {
  const five = (await exchange.fetchOHLCV(BTC, '5m', undefined, 5)).at(-3);
  const ones = await exchange.fetchOHLCV(BTC, '1m', five[0], 5);
  assert.equal(ones.length, 5);
  assert.equal(five[1], ones[0][1]);
  assert.equal(five[2], Math.max(...ones.map((candle) => candle[2])));
  assert.equal(five[3], Math.min(...ones.map((candle) => candle[3])));
  assert.equal(five[4], ones[4][4]);
  near(five[5], ones.reduce((sum, candle) => sum + candle[5], 0), 1e-6, 'volume');
});
await checks.that('fetchTrades', async () => {
  const public_ = await exchange.fetchTrades(BTC, undefined, 10);
  assert.ok(public_.length > 0 && public_.length <= 10);
  public_.forEach((trade) => assert.ok(trade.price > 0 && trade.amount > 0 && ['buy', 'sell'].includes(trade.side)));
  return `${public_.length}, the last at ${public_.at(-1).price}`;
});
await checks.that('fetchFundingRate', async () => {
  const funding = await exchange.fetchFundingRate(BTC);
  near(funding.markPrice, await last(), 0.01 * funding.markPrice, 'mark against last');
  assert.ok(Math.abs(funding.fundingRate) < 0.03);
  assert.equal(funding.fundingTimestamp % (60 * 60 * 1000), 0);
  assert.ok(funding.fundingTimestamp > funding.timestamp);
  return `${funding.fundingRate} at ${funding.fundingDatetime}`;
});
await checks.that('fetchFundingRateHistory', async () => {
  const history = await exchange.fetchFundingRateHistory(BTC, undefined, 3);
  assert.ok(history.length <= 3); // a venue that has just begun has settled nothing yet
  assert.ok(history.every((row) => row.symbol === BTC && Math.abs(row.fundingRate) < 0.03 && row.timestamp % 3_600_000 === 0));
  return `${history.length} rows`;
});
await checks.that('fetchOpenInterest', async () => {
  const interest = await exchange.fetchOpenInterest(BTC);
  assert.ok(interest.openInterestAmount > 0);
  return `${interest.openInterestAmount} BTC`;
});

let opening;
await checks.that('fetchBalance', async () => {
  const balance = await exchange.fetchBalance();
  opening = balance.USDT.total;
  assert.equal(opening, 10_000);
  assert.equal(balance.USDT.free, 10_000);
  assert.equal(balance.USDT.used, 0);
  return `${opening} USDT`;
});
await checks.that('setPositionMode, fetchPositionMode', async () => {
  for (const hedged of [true, false]) {
    const { hedged: now } = await exchange.fetchPositionMode(BTC);
    if (now !== hedged) await exchange.setPositionMode(hedged);
    assert.equal((await exchange.fetchPositionMode(BTC)).hedged, hedged);
  }
});
await checks.that('setMarginMode', async () => {
  const { marginMode } = await exchange.fetchMarginMode(BTC);
  if (marginMode === 'isolated') await exchange.setMarginMode('cross', BTC);
  await exchange.setMarginMode('isolated', BTC);
  assert.equal((await exchange.fetchMarginMode(BTC)).marginMode, 'isolated');
  await refused(ccxt.MarginModeAlreadySet, () => exchange.setMarginMode('isolated', BTC)); // -4046
});
await checks.that('setLeverage', async () => {
  const reply = await exchange.setLeverage(10, BTC);
  assert.equal(Number(reply.leverage), 10);
  assert.equal(reply.symbol, 'BTCUSDT');
  assert.equal((await exchange.fetchLeverage(BTC)).longLeverage, 10);
  await refused(ccxt.BadRequest, () => exchange.setLeverage(126, BTC));
});
await checks.that('fetchLeverageTiers', async () => {
  const tiers = (await exchange.fetchLeverageTiers([BTC]))[BTC];
  assert.ok(tiers.length > 1 && tiers[0].minNotional === 0 && tiers[0].maxLeverage >= 100);
  tiers.slice(1).forEach((tier, i) => assert.equal(tier.minNotional, tiers[i].maxNotional));
  return `${tiers.length} tiers up to ${tiers.at(-1).maxNotional}`;
});
await checks.that('fetchTradingFee', async () => {
  const fee = await exchange.fetchTradingFee(BTC);
  assert.ok(fee.maker > 0 && fee.maker <= fee.taker && fee.taker < 0.001);
  return `${fee.maker} / ${fee.taker}`;
});

await checks.that('limit order: create, fetch, list, edit, cancel', async () => {
  const far = price((await last()) * 0.97);
  const made = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, far, { clientOrderId: 'ccxt-limit-1' });
  assert.equal(made.clientOrderId, 'ccxt-limit-1');
  assert.equal(made.status, 'open');
  const order = await exchange.fetchOrder(made.id, BTC);
  assert.deepEqual(
    [order.status, order.type, order.side, order.price, order.amount, order.filled, order.timeInForce],
    ['open', 'limit', 'buy', far, 0.01, 0, 'GTC'],
  );
  assert.deepEqual((await exchange.fetchOpenOrders(BTC)).map(({ id }) => id), [made.id]);
  const lower = price(far * 0.99);
  const edited = await exchange.editOrder(made.id, BTC, 'limit', 'buy', 0.02, lower);
  assert.deepEqual([edited.id, edited.price, edited.amount], [made.id, lower, 0.02]);
  const used = (await exchange.fetchBalance()).USDT.used;
  near(used, (lower * 0.02) / 10, lower * 0.02 * 0.011, 'margin of the open order');
  const canceled = await exchange.cancelOrder(made.id, BTC);
  assert.equal(canceled.status, 'canceled');
  assert.equal((await exchange.fetchOrder(made.id, BTC)).status, 'canceled');
  assert.deepEqual(await exchange.fetchOpenOrders(BTC), []);
  await refused(ccxt.OrderNotFound, () => exchange.cancelOrder(made.id, BTC));
  assert.equal((await exchange.fetchBalance()).USDT.free, opening);
  return `order ${made.id} at ${far}, then ${lower}`;
});
await checks.that('post-only that would take is refused', () => {
  const crossing = async () => exchange.createOrder(
    BTC, 'limit', 'buy', 0.01, price((await last()) * 1.01), { timeInForce: 'GTX' });
  return assert.rejects(crossing, /-5022/);
});
await checks.that('refusals say why', async () => {
  const far = price((await last()) * 0.97);
  const raw = (fields) => exchange.fapiPrivatePostOrder({ symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price: `${far}`, ...fields });
  await assert.rejects(() => raw({ quantity: '0.001', price: '45000' }), /-4164|-4024/);
  await assert.rejects(() => raw({ quantity: '50' }), /-2019/);
  await assert.rejects(() => raw({ symbol: 'NOPEUSDT' }), /-1121/);
  await assert.rejects(() => raw({ quantity: '0.0101234' }), /-1111/);
  await assert.rejects(() => raw({ price: `${far + 0.03}` }), /-1111|-4014/);
  await assert.rejects(() => exchange.fapiPrivatePostOrder(
    { symbol: 'BTCUSDT', side: 'SELL', type: 'MARKET', quantity: '0.01', reduceOnly: 'true' }), /-2022/);
  await assert.rejects(() => exchange.fapiPrivatePostOrder(
    { symbol: 'BTCUSDT', side: 'SELL', type: 'STOP_MARKET', quantity: '0.01', stopPrice: `${far}` }), /-4120/);
  const stranger = await usdm({ ...at, secret: 'not the secret' });
  stranger.markets = exchange.markets;
  await refused(ccxt.AuthenticationError, () => stranger.fapiPrivateV3GetAccount());
  const unknown = await usdm({ ...at, key: 'nobody' });
  await refused(ccxt.AuthenticationError, () => unknown.fapiPrivateV3GetAccount());
});

let opened;
await checks.that('market order: create, fetch', async () => {
  const before = await last();
  const made = await exchange.createOrder(BTC, 'market', 'buy', 0.05);
  opened = await exchange.fetchOrder(made.id, BTC);
  assert.deepEqual([opened.status, opened.filled, opened.remaining, opened.type], ['closed', 0.05, 0, 'market']);
  near(opened.average, before, before * 0.01, 'average against the last price before');
  near(opened.cost, opened.average * 0.05, 0.01, 'cost');
  return `0.05 at ${opened.average}`;
});
await checks.that('fetchMyTrades', async () => {
  const mine = (await trades()).filter((trade) => trade.order === opened.id);
  near(mine.reduce((sum, trade) => sum + trade.amount, 0), 0.05, 1e-9, 'filled');
  near(mine.reduce((sum, trade) => sum + trade.cost, 0), opened.cost, 0.01, 'cost');
  mine.forEach((trade) => {
    assert.deepEqual([trade.symbol, trade.side, trade.takerOrMaker, trade.fee.currency], [BTC, 'buy', 'taker', 'USDT']);
    assert.ok(trade.fee.cost > 0 && trade.fee.cost < trade.cost * 0.001);
  });
  return `${mine.length} fills, fees ${mine.reduce((sum, trade) => sum + trade.fee.cost, 0).toFixed(6)}`;
});
await checks.that('fetchPositions', async () => {
  const held = await position();
  assert.deepEqual([held.side, held.contracts, held.marginMode, held.hedged], ['long', 0.05, 'isolated', false]);
  near(held.entryPrice, opened.average, 0.01, 'entry price');
  near(held.notional, held.markPrice * 0.05, 0.01, 'notional');
  near(held.unrealizedPnl, (held.markPrice - held.entryPrice) * 0.05, 0.01, 'unrealized');
  near(held.initialMargin, held.notional / 10, held.notional * 0.001, 'margin at 10×');
  assert.ok(held.liquidationPrice > 0 && held.liquidationPrice < held.entryPrice);
  return `entry ${held.entryPrice}, liquidation ${held.liquidationPrice}`;
});
await checks.that('fetchBalance with a position', async () => {
  const balance = await exchange.fetchBalance();
  assert.ok(balance.USDT.free < opening - (opened.cost / 10) * 0.99, `free ${balance.USDT.free}`);
  const fees = (await trades()).reduce((sum, trade) => sum + trade.fee.cost, 0);
  near(Number(balance.info.totalWalletBalance), opening - fees, 1e-6, 'wallet');
  return `free ${balance.USDT.free}, used ${balance.USDT.used}`;
});

for (const [name, params, factor, type] of [
  ['stop-loss', (level) => ({ stopLossPrice: level }), 0.95, 'STOP_MARKET'],
  ['take-profit', (level) => ({ takeProfitPrice: level }), 1.05, 'TAKE_PROFIT_MARKET'],
]) {
  await checks.that(`${name}: create, fetch, list, cancel through the algo endpoints`, async () => {
    const level = price((await last()) * factor);
    const made = await exchange.createOrder(BTC, 'market', 'sell', 0.05, undefined, { ...params(level), reduceOnly: true });
    assert.equal(made.info.algoType, 'CONDITIONAL');
    assert.equal(made.info.orderType, type);
    assert.equal(made.triggerPrice, level);
    assert.equal((await exchange.fetchOrder(made.id, BTC, { trigger: true })).status, 'open');
    const open = await exchange.fetchOpenOrders(BTC, undefined, undefined, { trigger: true });
    assert.deepEqual(open.map(({ id, triggerPrice, amount, reduceOnly }) => [id, triggerPrice, amount, reduceOnly]),
      [[made.id, level, 0.05, true]]);
    assert.deepEqual(await exchange.fetchOpenOrders(BTC), [], 'not among plain orders');
    await exchange.cancelOrder(made.id, BTC, { trigger: true });
    assert.deepEqual(await exchange.fetchOpenOrders(BTC, undefined, undefined, { trigger: true }), []);
    const all = await exchange.fetchOrders(BTC, undefined, undefined, { trigger: true });
    assert.equal(all.find(({ id }) => id === made.id).status, 'canceled');
    return `algo ${made.id} at ${level}`;
  });
}
await checks.that('a stop that would fire at once is refused', async () => {
  const level = price((await last()) * 1.02);
  await assert.rejects(() => exchange.createOrder(
    BTC, 'market', 'sell', 0.05, undefined, { stopLossPrice: level, reduceOnly: true }), /-2021/);
});
await checks.that('closePosition: one per direction', async () => {
  const level = price((await last()) * 0.9);
  const params = { stopLossPrice: level, closePosition: true };
  const made = await exchange.createOrder(BTC, 'market', 'sell', 0, undefined, params);
  assert.equal(made.info.closePosition, true);
  await assert.rejects(() => exchange.createOrder(BTC, 'market', 'sell', 0, undefined, params), /-4130/);
  await exchange.cancelAllOrders(BTC, { trigger: true });
  assert.deepEqual(await exchange.fetchOpenOrders(BTC, undefined, undefined, { trigger: true }), []);
});
await checks.that('a fired stop or take-profit becomes an order and is filled', async () => {
  const pair = await bracket(exchange, BTC, 0.02, last);
  const fired = await until(70, () => exchange.fetchOrders(BTC, undefined, undefined, { trigger: true }), (all) =>
    all.some(({ id, info }) => pair.some((made) => made.id === id) && info.algoStatus === 'FINISHED'));
  const done = fired.find(({ id, info }) => pair.some((made) => made.id === id) && info.algoStatus === 'FINISHED');
  const child = await exchange.fetchOrder(done.info.actualOrderId, BTC);
  assert.deepEqual([child.status, child.filled, child.side, child.clientOrderId],
    ['closed', 0.02, 'sell', done.info.clientAlgoId]);
  await exchange.cancelAllOrders(BTC, { trigger: true });
  const left = await until(5, position, (held) => held !== undefined);
  assert.ok(left.contracts <= 0.03 + 1e-9);
  return `${done.info.orderType} at ${done.info.triggerPrice}, filled at ${child.average}`;
}, 85);
await checks.that('close with a reduce-only market order', async () => {
  await exchange.cancelAllOrders(BTC, { trigger: true });
  const held = await position();
  await exchange.createOrder(BTC, 'market', 'sell', held.contracts, undefined, { reduceOnly: true });
  assert.equal(await position(), undefined);
  const balance = await exchange.fetchBalance();
  const mine = await trades();
  const realized = mine.reduce((sum, trade) => sum + Number(trade.info.realizedPnl), 0);
  const fees = mine.reduce((sum, trade) => sum + trade.fee.cost, 0);
  near(balance.USDT.total, opening + realized - fees, 1e-5, 'the balance is what the trades say');
  assert.equal(balance.USDT.used, 0);
  return `realized ${realized.toFixed(4)}, fees ${fees.toFixed(4)}, ${balance.USDT.total} USDT`;
});
await checks.that('fetchOrders', async () => {
  const orders = await exchange.fetchOrders(BTC);
  assert.ok(orders.some(({ id, status }) => id === opened.id && status === 'closed'));
  assert.ok(orders.some(({ clientOrderId, status }) => clientOrderId === 'ccxt-limit-1' && status === 'canceled'));
  return `${orders.length} orders`;
});
await checks.that('fetchLedger agrees with the trades', async () => {
  const ledger = await exchange.fetchLedger('USDT', undefined, 1000);
  const mine = await trades();
  const fees = ledger.filter(({ info }) => info.incomeType === 'COMMISSION');
  assert.equal(fees.length, mine.length);
  near(fees.reduce((sum, row) => sum + Number(row.info.income), 0),
    -mine.reduce((sum, trade) => sum + trade.fee.cost, 0), 1e-6, 'commissions');
  return `${ledger.length} rows`;
});

await checks.that('createOrders: a batch with mixed results', async () => {
  const far = price((await last()) * 0.97);
  const [good, bad] = await exchange.createOrders([
    { symbol: BTC, type: 'limit', side: 'buy', amount: 0.01, price: far },
    { symbol: BTC, type: 'limit', side: 'buy', amount: 50, price: far },
  ]);
  assert.equal(good.status, 'open');
  assert.equal(Number(bad.info.code), -2019);
  await exchange.cancelAllOrders(BTC);
  await until(5, () => exchange.fetchOpenOrders(BTC), (open) => open.length === 0);
});
await checks.that('hedge mode: open, protect and close a long beside a short', async () => {
  await exchange.setPositionMode(true);
  const order = (side, positionSide, amount, params = {}) =>
    exchange.createOrder(BTC, 'market', side, amount, undefined, { positionSide, ...params });
  const stop = await order('sell', 'LONG', 0.01, { stopLossPrice: price((await last()) * 0.9) }); // armed while flat
  assert.equal(stop.info.positionSide, 'LONG');
  await order('buy', 'LONG', 0.01);
  await order('sell', 'SHORT', 0.02);
  const [long, short] = [await position('long'), await position('short')];
  assert.deepEqual([long.contracts, short.contracts, long.hedged, short.hedged], [0.01, 0.02, true, true]);
  await assert.rejects(() => exchange.setPositionMode(false));
  await assert.rejects(() => order('sell', 'BOTH', 0.01), /-4061/);
  await exchange.cancelAllOrders(BTC, { trigger: true });
  await order('sell', 'LONG', 0.01);
  await order('buy', 'SHORT', 0.02);
  assert.equal(await position(), undefined);
  await exchange.setPositionMode(false);
});

await exchange.close();
checks.end();
