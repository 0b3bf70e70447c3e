import { render } from 'preact';
import { html } from './html.mjs';
import { changed, onChange, openDetail, start, state } from './store.mjs';
import { load } from '../lib/i18n.mjs';
import * as prefs from '../lib/prefs.mjs';
import { useLocale } from '../lib/format.mjs';
import { App } from '../components/app.mjs';

const root = document.getElementById('app');

async function wear(next) {
  await load(next.language);
  useLocale(next.language);
  const page = document.documentElement.dataset;
  page.theme = next.theme;
  page.colors = next.language === 'ko' ? 'kr' : 'intl';
  state.prefs = next;
}

const actions = {
  async language(language) {
    await wear({ ...state.prefs, language });
    prefs.write(state.prefs);
    changed(true);
  },
  async theme(theme) {
    await wear({ ...state.prefs, theme });
    prefs.write(state.prefs);
    changed(true);
  },
  retry: start,
};

await wear(prefs.read());
onChange(() => render(html`<${App} state=${state} now=${Date.now()} actions=${actions} />`, root));
changed(true);
setInterval(() => changed(), 1000);
start();

const asked = new URLSearchParams(location.search).get('proposal');
if (asked) openDetail(asked);
