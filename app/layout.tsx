import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import {
  SIDE_COOKIE,
  SIZE_COOKIE,
  sideFrom,
  sizeFrom,
  THEME_COOKIE,
  themeFrom,
} from '#components/ui/appearance.ts'
import { KeyboardSeen } from '#components/ui/keyboard-seen.tsx'
import { StrayFiles } from '#components/ui/stray-files.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Tapline', template: '%s · Tapline' },
  description: 'The till.',
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, date: false, address: false, email: false },
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f3f1ed' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0e15' },
  ],
}

/** The letters nearly every screen needs, asked for with the page instead of after its style sheet. */
const LATIN = new URL('@fontsource-variable/geist/files/geist-latin-wght-normal.woff2', import.meta.url).href

/**
 * Reading the cookies makes every page rendered per request, which the CSP nonce of proxy.ts needs, and puts
 * theme, size and the cart's side into the first byte: no script has to run before the first paint.
 */
export default async function RootLayout({ children }: { children: ReactNode }) {
  preload(LATIN, { as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' })
  const jar = await cookies()
  const theme = themeFrom(jar.get(THEME_COOKIE)?.value)
  const size = sizeFrom(jar.get(SIZE_COOKIE)?.value)
  const side = sideFrom(jar.get(SIDE_COOKIE)?.value)

  return (
    <html lang="en" data-theme={theme === 'system' ? undefined : theme} data-size={size} data-cart={side}>
      <body>
        {children}
        <KeyboardSeen />
        <StrayFiles />
      </body>
    </html>
  )
}
