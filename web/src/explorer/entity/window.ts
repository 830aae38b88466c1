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

const MINUTE = 60_000;
const DAY_LONG = 1440 * MINUTE;

/** The day of a moment, in UTC. A moment less than a minute before midnight, as a drawn edge gives it, is of the next. */
export function dayOf(moment: Date): string {
  return new Date(moment.getTime() + MINUTE).toISOString().slice(0, 10);
}

/** The first day that begins at a moment or after it: where a window ends that goes up to the moment. */
export function dayAfter(moment: Date): string {
  return dayOf(new Date(Math.ceil((moment.getTime() - MINUTE) / DAY_LONG) * DAY_LONG));
}
