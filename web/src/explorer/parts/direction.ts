/** Languages of the news that are written from right to left, as ISO 639 names them. */
const RIGHT_TO_LEFT = new Set(['ar', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']);

/** The direction of a text in a language: a Latin name at its beginning does not turn it. `und` goes by its letters. */
export function directionOf(lang: string): 'ltr' | 'rtl' | 'auto' {
  const [base = ''] = lang.toLowerCase().split('-');
  if (!base || base === 'und') return 'auto';
  return RIGHT_TO_LEFT.has(base) ? 'rtl' : 'ltr';
}
