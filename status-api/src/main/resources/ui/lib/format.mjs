// Pure formatting; decimals stay strings, Intl formats them exactly.
const MINUS = '\u2212';
const DASH = '\u2014';
const decimals = new Map();

let locale = 'en';
let zone = 'UTC';

export function useLocale(language) {
  locale = language === 'ko' ? 'ko-KR' : 'en-US';
  zone = language === 'ko' ? 'Asia/Seoul' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export const timeZone = () => zone;

const fraction = (text) => (text.split('.')[1] || '').length;
const isZero = (text) => !/[1-9]/.test(text);
const negative = (text) => text.startsWith('-') && !isZero(text);
const missing = (value) => value === null || value === undefined || value === '';

function number(text, min, max) {
  const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: min, maximumFractionDigits: max })
    .format(text.replace(/^-/, ''));
  return (negative(text) ? MINUS : '') + shown;
}

/** USDT: 2 decimals, 4 below one. */
export function money(value) {
  if (missing(value)) return DASH;
  const text = String(value);
  const small = !isZero(text) && Math.abs(Number(text)) < 1;
  return number(text, 2, small ? 4 : 2);
}

/** The sign is always shown, and the arrow before the colour. */
export function pnl(value) {
  if (missing(value)) return DASH;
  const text = String(value);
  if (isZero(text)) return money('0');
  return (negative(text) ? '▼ ' : '▲ +') + money(text);
}

export function percent(value, signed = true) {
  if (missing(value)) return DASH;
  const text = String(value);
  return (signed && !negative(text) && !isZero(text) ? '+' : '') + number(text, 2, 2) + '%';
}

export function tone(value) {
  if (missing(value) || isZero(String(value))) return 'flat';
  return negative(String(value)) ? 'down' : 'up';
}

/** As many decimals as the symbol's prices have shown so far. */
export function price(symbol, value) {
  if (missing(value)) return DASH;
  const text = String(value);
  const most = Math.min(10, Math.max(decimals.get(symbol) || 0, fraction(text)));
  decimals.set(symbol, most);
  return number(text, most, most);
}

export function quantity(value) {
  if (missing(value)) return DASH;
  const text = String(value);
  return number(text, 0, Math.min(12, fraction(text)));
}

export const count = (value) => (missing(value) ? DASH : new Intl.NumberFormat(locale, { notation: value > 99999 ? 'compact' : 'standard' }).format(value));

export function time(instant) {
  if (!instant) return DASH;
  return new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' })
    .format(new Date(instant));
}

export function dateTime(instant) {
  if (!instant) return DASH;
  return new Intl.DateTimeFormat(locale === 'ko-KR' ? locale : 'sv-SE', {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  }).format(new Date(instant));
}

/** Local, UTC and epoch: for tooltips. */
export function fullTime(instant) {
  return instant ? `${dateTime(instant)} (${zone}) · ${instant} · ${Date.parse(instant)}` : '';
}

export function seconds(ms) {
  if (missing(ms)) return DASH;
  const s = ms / 1000;
  return s < 10 ? number(s.toFixed(1), 1, 1) : s < 3600 ? number(String(Math.round(s)), 0, 0) : '> 3,600';
}

export function clock(ms) {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n) => String(n).padStart(2, '0');
  return s >= 3600 ? `${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}` : `${two(Math.floor(s / 60))}:${two(s % 60)}`;
}

/** Distance of b from a in percent of a; for the eye only. */
export function distance(from, to) {
  if (missing(from) || missing(to) || Number(from) === 0) return null;
  return ((Number(to) - Number(from)) / Number(from) * 100).toFixed(2);
}

export const short = (id) => (id ? id.slice(0, 10) : DASH);
