/** A refused or failed request; code is stable and translated by the page. */
export class ApiError extends Error {
  constructor(code, detail) {
    super(detail);
    this.code = code;
  }
}

export async function get(path) {
  let answer;
  try {
    answer = await fetch(`/api/v1/${path}`, { headers: { accept: 'application/json' } });
  } catch {
    throw new ApiError('UNREACHABLE', path);
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new ApiError(body.code || 'INTERNAL', body.detail || `${answer.status}`);
  return body;
}
