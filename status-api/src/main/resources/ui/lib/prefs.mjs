const KEY = 'autofutures.prefs.v1';

export function read() {
  let stored = {};
  try {
    stored = JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    stored = {};
  }
  const asked = new URLSearchParams(location.search).get('lang');
  const browser = (navigator.language || 'en').startsWith('ko') ? 'ko' : 'en';
  return {
    language: ['ko', 'en'].includes(asked) ? asked : stored.language || browser,
    theme: stored.theme || 'dark',
  };
}

export function write(prefs) {
  localStorage.setItem(KEY, JSON.stringify(prefs));
}
