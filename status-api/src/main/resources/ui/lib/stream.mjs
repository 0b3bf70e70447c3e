const TYPES = [
  'order.updated', 'position.updated', 'trigger.created', 'proposal.created', 'decision.created', 'trade.updated',
  'account.updated', 'market.updated', 'status.updated',
];
const HIDDEN_LIMIT = 5 * 60_000;

/**
 * One stream for the page. It goes on by itself after a break (the browser sends Last-Event-ID); when the server no
 * longer remembers our place, onResync asks for everything anew.
 */
export function open(cursor, { onEvent, onState, onHeard, onResync }) {
  let source;
  let attempts = 0;
  let hiddenSince = 0;
  let closed = false;

  function connect(after) {
    source = new EventSource(`/api/v1/stream?after=${encodeURIComponent(after)}`);
    source.onopen = () => {
      attempts = 0;
      onState('live', 0);
    };
    source.onerror = () => {
      attempts += 1;
      onState(navigator.onLine === false ? 'offline' : 'reconnecting', attempts);
      if (source.readyState === EventSource.CLOSED && !closed) {
        stop();
        setTimeout(onResync, Math.min(15_000, 1_000 * 2 ** Math.min(attempts, 4)));
      }
    };
    for (const type of TYPES) {
      source.addEventListener(type, (event) => {
        onHeard();
        onEvent(type, JSON.parse(event.data).payload);
      });
    }
    source.addEventListener('heartbeat', onHeard);
    source.addEventListener('resync', () => {
      stop();
      onResync();
    });
  }

  function visibility() {
    if (document.hidden) {
      hiddenSince = Date.now();
      setTimeout(() => {
        if (document.hidden && Date.now() - hiddenSince >= HIDDEN_LIMIT && !closed) source.close();
      }, HIDDEN_LIMIT + 500);
    } else if (source.readyState === EventSource.CLOSED && !closed) {
      stop();
      onResync();
    }
  }

  function stop() {
    closed = true;
    document.removeEventListener('visibilitychange', visibility);
    source.close();
  }

  document.addEventListener('visibilitychange', visibility);
  connect(cursor);
  return { stop };
}
