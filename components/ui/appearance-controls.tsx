'use client'

import { useEffect, useState } from 'react'
import { playSound, setMuted, setVolume, soundSetting } from '#lib/client/sounds.ts'
import {
  type Side,
  type Size,
  setSide,
  setSize,
  setTheme,
  sideShown,
  sizeShown,
  type Theme,
  themeShown,
} from './appearance.ts'
import { Segmented } from './segmented.tsx'
import { Switch } from './switch.tsx'

/** How this register looks and sounds: theme, size, the cart's side, volume. Each takes hold at once and stays on this browser. */
export function AppearanceControls() {
  const [theme, showTheme] = useState<Theme>()
  const [size, showSize] = useState<Size>()
  const [side, showSide] = useState<Side>()
  const [sound, showSound] = useState<{ volume: number; muted: boolean }>()
  useEffect(() => {
    showTheme(themeShown())
    showSize(sizeShown())
    showSide(sideShown())
    showSound(soundSetting())
  }, [])
  const hear = () => {
    showSound(soundSetting())
    playSound('approved')
  }

  return (
    <div className="grid gap-4 text-ink">
      <Segmented
        label="Light or dark"
        value={theme}
        options={[
          { value: 'system', words: 'As the device' },
          { value: 'light', words: 'Light' },
          { value: 'dark', words: 'Dark' },
        ]}
        onChange={value => {
          setTheme(value)
          showTheme(value)
        }}
      />
      <Segmented
        label="Size"
        value={size}
        options={[
          { value: '100', words: '100 %' },
          { value: '115', words: '115 %' },
          { value: '130', words: '130 %' },
        ]}
        onChange={value => {
          setSize(value)
          showSize(value)
        }}
      />
      <Segmented
        label="The cart"
        value={side}
        options={[
          { value: 'left', words: 'On the left' },
          { value: 'right', words: 'On the right' },
        ]}
        onChange={value => {
          setSide(value)
          showSide(value)
        }}
      />
      <Segmented
        label="Volume"
        value={volumeWord(sound?.volume)}
        options={[
          { value: '0.3', words: 'Soft' },
          { value: '0.6', words: 'Middle' },
          { value: '1', words: 'Loud' },
        ]}
        onChange={value => {
          setVolume(Number(value))
          hear()
        }}
      />
      <Switch
        label="Sounds"
        hint="add, approved, refused"
        checked={sound === undefined ? true : !sound.muted}
        onChange={event => {
          setMuted(!event.target.checked)
          hear()
        }}
      />
    </div>
  )
}

/** The nearest of the three volumes on offer. */
function volumeWord(volume: number | undefined): '0.3' | '0.6' | '1' | undefined {
  if (volume === undefined) return undefined
  return volume < 0.45 ? '0.3' : volume < 0.8 ? '0.6' : '1'
}
