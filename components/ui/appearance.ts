/** How one browser shows the till: kept in cookies, so that the server's first byte already has it. */
export const THEME_COOKIE = 'tapline_theme'
export const SIZE_COOKIE = 'tapline_size'
export const SIDE_COOKIE = 'tapline_cart'

const THEMES = ['system', 'light', 'dark'] as const
const SIZES = ['100', '115', '130'] as const
const SIDES = ['right', 'left'] as const

export type Theme = (typeof THEMES)[number]
/** Per cent; the root is zoomed by it. */
export type Size = (typeof SIZES)[number]

/** On which side of the goods the cart stands. */
export type Side = (typeof SIDES)[number]

/** Anything but a known theme is the system's. */
export const themeFrom = (value: unknown): Theme => THEMES.find(theme => theme === value) ?? 'system'

/** Anything but a known size is 100 %. */
export const sizeFrom = (value: unknown): Size => SIZES.find(size => size === value) ?? '100'

/** Anything but a known side is the right. */
export const sideFrom = (value: unknown): Side => SIDES.find(side => side === value) ?? 'right'

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

/** Kept for a year; the register is drawn by it (till-frame.css). In the browser only. */
export function setSide(side: Side): void {
  document.documentElement.dataset.cart = side
  keep(SIDE_COOKIE, side)
}

/** What this page shows now. In the browser only. */
export const themeShown = (): Theme => themeFrom(document.documentElement.dataset.theme)
export const sizeShown = (): Size => sizeFrom(document.documentElement.dataset.size)
export const sideShown = (): Side => sideFrom(document.documentElement.dataset.cart)

function keep(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http.
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`
}
