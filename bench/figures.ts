import type { Figure } from "./figure.ts";
import { cli } from "./figures/cli.ts";
import { event } from "./figures/event.ts";
import { job } from "./figures/job.ts";
import { memory } from "./figures/memory.ts";
import { scale } from "./figures/scale.ts";
import { stuck } from "./figures/stuck.ts";
import { tls } from "./figures/tls.ts";

/** Every figure there is, in the order in which they are measured and told. */
export const figures: readonly Figure[] = [job, event, cli, memory, scale, tls, stuck];
