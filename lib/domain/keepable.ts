/** PostgreSQL keeps no NUL and no half of a pair; other control characters and signs that turn the direction round belong to no name. */
export const isKeepable = (text: string): boolean => !UNKEEPABLE.test(text)

/** Lone surrogates; control characters but tab and line breaks; overrides and isolates of direction. */
const UNKEEPABLE = /[\p{Cs}\u202a-\u202e\u2066-\u2069]|(?![\t\n\r])\p{Cc}/u
