// ccxt as it comes, with nothing changed but where its URLs point.
import ccxt from 'ccxt';

export { ccxt };

export async function usdm({ base, sockets, key, secret }) {
  const exchange = new ccxt.pro.binanceusdm({ apiKey: key, secret, enableRateLimit: false });
  exchange.urls.api = redirected(exchange.urls.api, base, sockets);
  await exchange.loadHttpProxyAgent(); // its way to plain ws://
  return exchange;
}

/**
 * A reduce-only stop and take-profit so near that one of them fires soon.
 *
 * @param middle asks for the price now; it may have passed a level before the order for it arrives
 */
export async function bracket(exchange, symbol, amount, middle) {
  const made = [];
  for (let attempt = 1; made.length < 2; attempt += 1) {
    const now = await middle();
    const params = made.length === 0
      ? { stopLossPrice: exchange.priceToPrecision(symbol, now * 0.9996) }
      : { takeProfitPrice: exchange.priceToPrecision(symbol, now * 1.0004) };
    try {
      made.push(await exchange.createOrder(symbol, 'market', 'sell', amount, undefined, { ...params, reduceOnly: true }));
    } catch (error) {
      if (attempt > 6 || !error.message.includes('-2021')) throw error;
    }
  }
  return made;
}

function redirected(urls, base, sockets) {
  if (typeof urls === 'string') {
    const { protocol, pathname } = new URL(urls);
    return (protocol.startsWith('ws') ? sockets : base) + (pathname === '/' ? '' : pathname);
  }
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, redirected(url, base, sockets)]));
}
