'use client'

import { useEffect } from 'react'
import { watchHumanKeys } from '#lib/client/human-keys.ts'

const SEEN = 'tapline.keyboard'

/**
 * Key hints appear once somebody has typed in this session: a till with touch and scanner alone stays free of
 * them. A scanner is a keyboard too, but no hand is that fast.
 */
export function KeyboardSeen() {
  useEffect(() => {
    const show = () => {
      document.documentElement.dataset.keyboard = 'seen'
      sessionStorage.setItem(SEEN, 'yes')
    }
    if (sessionStorage.getItem(SEEN) === 'yes') show()
    return watchHumanKeys(window, show)
  }, [])
  return null
}
