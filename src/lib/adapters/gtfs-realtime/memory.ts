import { z } from 'zod';

/** What the feed before said, to tell what is gone from a full dataset. Plain JSON, so that it can be kept. */
const memorySchema = z.object({
	/** Time of the newest feed. */
	at: z.number(),
	/** Layers of things that the source ever had. */
	layers: z.array(z.string()).max(8).default([]),
	/** Present rows by feed entity id: layer and row id. */
	rows: z.array(z.tuple([z.string(), z.string(), z.string()])),
	/** Alerts by id: time of issue, digest of what they say, kind and title. */
	alerts: z.array(
		z.object({
			id: z.string(),
			at: z.number(),
			digest: z.string(),
			type: z.string(),
			title: z.record(z.string(), z.string())
		})
	)
});
export type Memory = z.infer<typeof memorySchema>;
export type KnownAlert = Memory['alerts'][number];

/** The memory given back; an empty one when it is none of ours. */
export function recall(memory: unknown): Memory {
	const { success, data } = memorySchema.safeParse(memory);
	return success ? data : { at: -Infinity, layers: [], rows: [], alerts: [] };
}
