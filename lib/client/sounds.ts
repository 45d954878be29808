/** One tone of a sound: pitch, when it starts and for how long, in ms, and how loud (0–1). */
type Tone = {
  readonly hz: number
  readonly endHz?: number
  readonly atMs: number
  readonly forMs: number
  readonly gain: number
}

export type Sound = 'add' | 'approved' | 'refused' | 'care'

/** Each under 300 ms, and never the only signal. */
export const SOUNDS: Readonly<Record<Sound, readonly Tone[]>> = {
  add: [{ hz: 1320, atMs: 0, forMs: 40, gain: 0.25 }],
  approved: [
    { hz: 660, atMs: 0, forMs: 90, gain: 0.8 },
    { hz: 990, atMs: 90, forMs: 160, gain: 0.8 },
  ],
  refused: [
    { hz: 220, atMs: 0, forMs: 110, gain: 1 },
    { hz: 220, atMs: 160, forMs: 110, gain: 1 },
  ],
  care: [{ hz: 330, endHz: 247, atMs: 0, forMs: 220, gain: 0.9 }],
}

const KEPT = 'tapline.sound'
type Setting = { readonly volume: number; readonly muted: boolean }

/** By hand: this is on every page, and zod would be a tenth of what the register loads. */
function isSetting(value: unknown): value is Setting {
  if (typeof value !== 'object' || value === null || !('volume' in value) || !('muted' in value)) return false
  const { volume, muted } = value
  return typeof volume === 'number' && volume >= 0 && volume <= 1 && typeof muted === 'boolean'
}

let context: AudioContext | undefined

/** Browsers let a page sound only after a press, and silence one that slept: call this in every press. Nothing where there is no WebAudio. */
export function unlockSounds(): void {
  if (typeof AudioContext === 'undefined') return
  context ??= new AudioContext()
  if (context.state !== 'running') void context.resume()
}

/** Sounds at once, or not at all: while locked, muted or at volume 0 nothing is kept for later. */
export function playSound(sound: Sound): void {
  const { volume, muted } = soundSetting()
  if (context === undefined || context.state !== 'running' || muted || volume === 0) return
  for (const tone of SOUNDS[sound]) playTone(context, tone, volume)
}

/** Per browser, which is per register. */
export function soundSetting(): Setting {
  const kept = readJson(localStorage.getItem(KEPT))
  return isSetting(kept) ? kept : { volume: 0.6, muted: false }
}

export const setVolume = (volume: number): void =>
  localStorage.setItem(KEPT, JSON.stringify({ ...soundSetting(), volume: Math.min(1, Math.max(0, volume)) }))

export const setMuted = (muted: boolean): void =>
  localStorage.setItem(KEPT, JSON.stringify({ ...soundSetting(), muted }))

/** 8 ms in and out: an edge in the wave would click. */
const EDGE_S = 0.008

function playTone(audio: AudioContext, tone: Tone, volume: number): void {
  const from = audio.currentTime + tone.atMs / 1000
  const to = from + tone.forMs / 1000
  const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: tone.hz })
  const loudness = new GainNode(audio, { gain: 0 })
  if (tone.endHz !== undefined) {
    oscillator.frequency.setValueAtTime(tone.hz, from)
    oscillator.frequency.linearRampToValueAtTime(tone.endHz, to)
  }
  loudness.gain.setValueAtTime(0, from)
  loudness.gain.linearRampToValueAtTime(tone.gain * volume, from + EDGE_S)
  loudness.gain.setValueAtTime(tone.gain * volume, to - EDGE_S)
  loudness.gain.linearRampToValueAtTime(0, to)
  oscillator.connect(loudness).connect(audio.destination)
  oscillator.start(from)
  oscillator.stop(to)
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
