/** How one browser shows the till: kept in two cookies, so that the server's first byte already has it. */
export const THEME_COOKIE = 'tapline_theme'
export const SIZE_COOKIE = 'tapline_size'

const THEMES = ['system', 'light', 'dark'] as const
const SIZES = ['100', '115', '130'] as const

export type Theme = (typeof THEMES)[number]
/** Per cent; the root is zoomed by it. */
export type Size = (typeof SIZES)[number]

/** Anything but a known theme is the system's. */
export const themeFrom = (value: unknown): Theme => THEMES.find(theme => theme === value) ?? 'system'

/** Anything but a known size is 100 %. */
export const sizeFrom = (value: unknown): Size => SIZES.find(size => size === value) ?? '100'

/** Shows the theme at once and keeps it for a year. In the browser only. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  keep(THEME_COOKIE, theme)
}

/** Zooms at once and keeps it for a year. In the browser only. */
export function setSize(size: Size): void {
  document.documentElement.dataset.size = size
  keep(SIZE_COOKIE, size)
}

/** What this page shows now. In the browser only. */
export const themeShown = (): Theme => themeFrom(document.documentElement.dataset.theme)
export const sizeShown = (): Size => sizeFrom(document.documentElement.dataset.size)

function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
