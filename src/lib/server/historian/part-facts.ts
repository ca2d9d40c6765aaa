import { z } from 'zod';

/** What is known of some rows without reading them. Times in ms, positions in 1e-7 degrees. */
export const partFacts = z.object({
	rows: z.number().int(),
	minAt: z.number(),
	maxAt: z.number(),
	minReceived: z.number(),
	maxReceived: z.number(),
	firstOff: z.number(),
	lastOff: z.number(),
	/** West, south, east, north of the positions said; absent when there is none. */
	box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
	/** Metric columns that it has, in the order of its columns. */
	metrics: z.array(z.number().int())
});
export type PartFacts = z.infer<typeof partFacts>;

/** Facts of the rows of both. */
export function joinFacts(a: PartFacts, b: PartFacts): PartFacts {
	const box =
		a.box && b.box
			? ([
					Math.min(a.box[0], b.box[0]),
					Math.min(a.box[1], b.box[1]),
					Math.max(a.box[2], b.box[2]),
					Math.max(a.box[3], b.box[3])
				] as const)
			: (a.box ?? b.box);
	return {
		rows: a.rows + b.rows,
		minAt: Math.min(a.minAt, b.minAt),
		maxAt: Math.max(a.maxAt, b.maxAt),
		minReceived: Math.min(a.minReceived, b.minReceived),
		maxReceived: Math.max(a.maxReceived, b.maxReceived),
		firstOff: Math.min(a.firstOff, b.firstOff),
		lastOff: Math.max(a.lastOff, b.lastOff),
		...(box && { box: [...box] as [number, number, number, number] }), // four numbers, by both branches
		metrics: [...a.metrics, ...b.metrics.filter((metric) => !a.metrics.includes(metric))]
	};
}
