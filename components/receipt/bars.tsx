import { code128 } from './code-128.ts'

/** A text for a scanner, as black bars. What it says stands beside it in letters. */
export function Bars({ text, height = 22, module = 2 }: { text: string; height?: number; module?: number }) {
  const { bars, width } = code128(text)
  return (
    <svg
      width={width * module}
      height={height * 2}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      {bars.map(bar => (
        <rect key={bar.x} x={bar.x} y="0" width={bar.width} height={height} fill="#000" />
      ))}
    </svg>
  )
}
