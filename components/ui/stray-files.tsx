'use client'

import { useEffect } from 'react'

/**
 * A file that is let go of where nothing takes it opens in this page's place: the till would be gone, and what was typed with it. Where
 * something does, its own listener has said so before this one is asked.
 */
export function StrayFiles() {
  useEffect(() => {
    window.addEventListener('dragover', turnAway)
    window.addEventListener('drop', turnAway)
    return () => {
      window.removeEventListener('dragover', turnAway)
      window.removeEventListener('drop', turnAway)
    }
  }, [])
  return null
}

function turnAway(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return
  event.preventDefault()
  event.dataTransfer.dropEffect = 'none'
}
