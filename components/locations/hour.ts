/** An hour of the day as it is written: 05:00. */
export const hour = (at: number): string => `${String(at).padStart(2, '0')}:00`
