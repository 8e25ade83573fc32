/**
 * What people write a queue's reports in, in its own name. Endings and filler words go by it; `other` knows neither and works in every
 * script. Append only, `other` stays where it is: a report on the shelf of the matching engine remembers its language by its place here.
 */
export const LANGUAGES = {
  english: 'English',
  other: 'Another language',
  arabic: 'العربية',
  armenian: 'Հայերեն',
  danish: 'Dansk',
  german: 'Deutsch',
  greek: 'Ελληνικά',
  spanish: 'Español',
  french: 'Français',
  irish: 'Gaeilge',
  indonesian: 'Bahasa Indonesia',
  italian: 'Italiano',
  lithuanian: 'Lietuvių',
  hungarian: 'Magyar',
  dutch: 'Nederlands',
  nepali: 'नेपाली',
  norwegian: 'Norsk',
  portuguese: 'Português',
  romanian: 'Română',
  russian: 'Русский',
  serbian: 'Српски / Srpski',
  finnish: 'Suomi',
  swedish: 'Svenska',
  tamil: 'தமிழ்',
  turkish: 'Türkçe',
  ukrainian: 'Українська',
  japanese: '日本語',
  mandarin: '中文',
} as const;

export type LanguageName = keyof typeof LANGUAGES;

export const languageNames = Object.keys(LANGUAGES) as LanguageName[];

/** The language that a stored word stands for; one that is not known is read as any other. */
export const languageFrom = (stored: string): LanguageName =>
  Object.hasOwn(LANGUAGES, stored) ? (stored as LanguageName) : 'other';

/** What a form offers: English first, the rest by their own names, and last what is none of these. */
export const LANGUAGE_CHOICES = languageNames
  .toSorted((one, other) => place(one) - place(other) || LANGUAGES[one].localeCompare(LANGUAGES[other], 'en'))
  .map((name) => ({ value: name, words: LANGUAGES[name] }));

function place(name: LanguageName) {
  return name === 'english' ? 0 : name === 'other' ? 2 : 1;
}
