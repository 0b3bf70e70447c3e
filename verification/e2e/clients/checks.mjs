// One printed line a check; the exit code says whether all held.
import assert from 'node:assert/strict';

export class Checks {
  #failed = 0;
  #held = 0;

  /** @param seconds after which the whole run has failed */
  constructor(title, seconds) {
    console.log(`# ${title}`);
    setTimeout(() => {
      console.log(`FAIL  the run took longer than ${seconds} s`);
      process.exit(1);
    }, seconds * 1000).unref();
  }

  /** @param action asserts, and returns what it saw in a few words */
  async that(name, action, seconds = 20) {
    try {
      const seen = await within(seconds, name, action());
      this.#held += 1;
      console.log(`ok    ${name}${seen === undefined ? '' : `: ${seen}`}`);
    } catch (error) {
      this.#failed += 1;
      const text = String(error?.message ?? error).replace(/\s+/g, ' ').slice(0, 400);
      console.log(`FAIL  ${name}: ${error?.constructor?.name ?? ''} ${text}`);
      if (process.env.TRACE) console.log(error);
    }
  }

  end() {
    console.log(`# ${this.#held} held, ${this.#failed} failed`);
    process.exit(this.#failed === 0 && this.#held > 0 ? 0 : 1);
  }
}

export function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer after ${seconds} s (${what})`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Asks until the answer satisfies; a failing question is asked again too. */
export async function until(seconds, ask, satisfies) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    last = await ask();
    if (satisfies(last)) return last;
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  assert.fail(`not within ${seconds} s, last seen: ${JSON.stringify(last)?.slice(0, 300)}`);
}

/** Equal up to a rounding of the venue's eight decimals. */
export function near(actual, expected, tolerance = 1e-6, what = 'value') {
  assert.ok(
    Math.abs(Number(actual) - Number(expected)) <= tolerance,
    `${what} was ${actual}, expected ${expected} (± ${tolerance})`,
  );
}

/** @returns base URL, key and secret from the command line */
export function venue() {
  const [base, key = 'sim', secret = 'sim'] = process.argv.slice(2);
  if (!base?.startsWith('http')) {
    console.error(`usage: node ${process.argv[1]} http://127.0.0.1:PORT [key secret]`);
    process.exit(2);
  }
  return { base: base.replace(/\/$/, ''), sockets: base.replace(/^http/, 'ws').replace(/\/$/, ''), key, secret };
}

export { assert };
