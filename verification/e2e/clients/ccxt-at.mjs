// ccxt as it comes, with nothing changed but where its URLs point.
import ccxt from 'ccxt';

export { ccxt };

export async function usdm({ base, sockets, key, secret }) {
  const exchange = new ccxt.pro.binanceusdm({ apiKey: key, secret, enableRateLimit: false });
  exchange.urls.api = redirected(exchange.urls.api, base, sockets);
  await exchange.loadHttpProxyAgent(); // its way to plain ws://
  return exchange;
}

function redirected(urls, base, sockets) {
  if (typeof urls === 'string') {
    const { protocol, pathname } = new URL(urls);
    return (protocol.startsWith('ws') ? sockets : base) + (pathname === '/' ? '' : pathname);
  }
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, redirected(url, base, sockets)]));
}
