import { createContext, useContext } from 'react';
import { ar } from './ar';
import { en } from './en';
import type { Words } from './en';

export const LANGUAGES = { en: 'English', ar: 'العربية' } as const;
export type Language = keyof typeof LANGUAGES;

const TEXTS: Record<Language, Words> = { en, ar };

/** What a view needs to speak a language: words, dates, numbers, direction. */
export interface Speech {
  lang: Language;
  dir: 'ltr' | 'rtl';
  /** A text, with `{name}` replaced by `values.name`. */
  say(key: keyof Words, values?: Record<string, string | number>): string;
  number(value: number): string;
  /** A day as the language writes it, from an ISO moment; UTC, as the graph's days are. */
  day(moment: string): string;
}

/** The speech of a language. */
export function speechOf(lang: Language): Speech {
  // The same digits in both languages: those of Arabic news sites.
  const locale = lang === 'ar' ? 'ar-u-nu-latn' : lang;
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return {
    lang,
    dir: lang === 'ar' ? 'rtl' : 'ltr',
    say: (key, values = {}) =>
      TEXTS[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values[name];
        return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
      }),
    number: (value) => numbers.format(value),
    day: (moment) => days.format(new Date(moment)),
  };
}

/** The language that an address names, else the first one of the reader's browser that there is, else English. */
export function languageOf(named: string | undefined): Language {
  const wanted = [named ?? '', ...navigator.languages].map((tag) => tag.slice(0, 2));
  return (wanted.find((tag) => tag in LANGUAGES) as Language | undefined) ?? 'en';
}

const Spoken = createContext(speechOf('en'));
export const Speaking = Spoken.Provider;

/** The speech of the page. */
export function useSpeech(): Speech {
  return useContext(Spoken);
}
