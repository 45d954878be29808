/** The device's beeps, by screen: hertz, milliseconds. @type {Partial<Record<string, readonly (readonly [number, number])[]>>} */
const tunes = {
  approved: [
    [1320, 120],
    [1760, 140],
  ],
  declined: [
    [247, 130],
    [196, 160],
  ],
  canceled: [[247, 110]],
}

/** @type {AudioContext | undefined} */
let audio

const stored = 'tapline-reader-sound'
export const sound = {
  on: localStorage.getItem(stored) !== 'off',
  /** @param {boolean} on */
  set(on) {
    this.on = on
    localStorage.setItem(stored, on ? 'on' : 'off')
  },
}

/** Browsers let a page sound only after a press, so the first press anywhere wakes it. */
addEventListener(
  'pointerdown',
  () => {
    audio ??= new AudioContext()
  },
  { once: true },
)

/** @param {string} screen */
export function beep(screen) {
  const tune = tunes[screen]
  if (!tune || !audio || !sound.on) return
  let at = audio.currentTime
  for (const [hertz, ms] of tune) {
    const tone = audio.createOscillator()
    const loudness = audio.createGain()
    tone.frequency.value = hertz
    loudness.gain.setValueAtTime(0.0001, at)
    loudness.gain.exponentialRampToValueAtTime(0.12, at + 0.01)
    loudness.gain.exponentialRampToValueAtTime(0.0001, at + ms / 1000)
    tone.connect(loudness).connect(audio.destination)
    tone.start(at)
    tone.stop(at + ms / 1000)
    at += ms / 1000
  }
}
