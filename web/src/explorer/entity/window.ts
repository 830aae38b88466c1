/** A window of time in an address: the first day, and the day after the last, as 2019-08-19; open where left out. */
export interface Window {
  from?: string;
  to?: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The window that an address names; what is no day counts as left out. */
export function windowOf(state: Record<string, string | undefined>): Window {
  const day = (text: string | undefined) => (text && DAY.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined);
  return { from: day(state.from), to: day(state.to) };
}

/** The beginning of a day in UTC, as the schema's DateTime. */
export function momentOf(day: string | undefined): string | null {
  return day ? `${day}T00:00:00Z` : null;
}

/** The day of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
