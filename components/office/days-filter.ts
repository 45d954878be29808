/** A list that the server keeps, narrowed to what happened since: `daysBack` reads it. */
export const DAYS_FILTER = {
  key: 'days',
  label: 'When',
  options: [
    { value: '1', label: 'Last 24 hours' },
    { value: '7', label: 'Last 7 days' },
    { value: '30', label: 'Last 30 days' },
    { value: '365', label: 'Last year' },
  ],
}
