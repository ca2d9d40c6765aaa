import { z } from 'zod';
import { briefingId } from './draft.ts';

/** What the weekly check of the newest briefings found: each was made again from what was frozen with it. */
export const proof = z.object({
	/** Epoch ms that it ended. */
	at: z.number(),
	/** Briefings that were checked. */
	count: z.number().int().nonnegative(),
	/** Those that are not what was frozen. */
	different: z.array(briefingId)
});
export type Proof = z.infer<typeof proof>;
