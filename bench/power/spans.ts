import type { Span } from "./story.ts";

/** Whether a moment is in a span. */
export function isWithin({ fromS, toS }: Span, atS: number): boolean {
  return atS >= fromS && atS < toS;
}

/** Whether a moment is in any of them. */
export function isInAny(spans: readonly Span[], atS: number): boolean {
  return spans.some((span) => isWithin(span, atS));
}
