const catalogues = new Map();
let current = {};
let language = 'en';

export async function load(lang) {
  if (!catalogues.has(lang)) {
    const answer = await fetch(new URL(`../i18n/${lang}.json`, import.meta.url));
    catalogues.set(lang, await answer.json());
  }
  current = catalogues.get(lang);
  language = lang;
  document.documentElement.lang = lang;
}

export const lang = () => language;

/** The text of a key with {name} filled in; the key itself when there is none. */
export function t(key, values = {}) {
  const text = current[key];
  return text === undefined ? key : text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/** The text of a stable code, or the code itself: a new code must not vanish. */
export function word(group, code) {
  return code === null || code === undefined ? '' : current[`${group}.${code}`] ?? String(code);
}
