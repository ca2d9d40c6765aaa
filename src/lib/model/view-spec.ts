import { z } from 'zod';
import { camera, cityId } from './city.ts';

export const LOOKS = ['wall', 'dark', 'light'] as const;
export type Look = (typeof LOOKS)[number];

/** A thing one can point at: `building:123`, `trains:17`, `requests:4711`. */
export const entityRef = z.object({ layer: z.string(), id: z.string() });
export type EntityRef = z.infer<typeof entityRef>;

/** A filter printable in words; `points` filters hold for the linked views. */
export const filter = z.discriminatedUnion('kind', [
	z.object({
		kind: z.literal('range'),
		dataset: z.string(),
		column: z.string(),
		from: z.number(),
		to: z.number()
	}),
	z.object({ kind: z.literal('in'), dataset: z.string(), column: z.string(), values: z.array(z.string()) })
]);
export type Filter = z.infer<typeof filter>;

/** Colour of all buildings: by a column of `buildings`, or by a query's result. */
export const recolour = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('column'), column: z.string() }),
	z.object({ kind: z.literal('sql'), sql: z.string().max(2000), value: z.string() })
]);
export type Recolour = z.infer<typeof recolour>;

export const timeView = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('live') }),
	/** Another instant than now. It stands when a link is opened; `speed` is what play begins with. */
	z.object({ kind: z.literal('replay'), at: z.number(), speed: z.number().min(-3600).max(3600) })
]);
export type TimeView = z.infer<typeof timeView>;

/** Everything a link, a wall scene and a briefing figure store. No data, no secrets, no pixels. */
export const viewSpec = z.object({
	v: z.literal(1),
	city: cityId,
	camera,
	look: z.enum(LOOKS),
	/** Ids of the layers that show; first = front. */
	layers: z.array(z.string()),
	time: timeView,
	/** Metric that a live layer is coloured by, by layer; others show their own mark. */
	metrics: z.record(z.string(), z.string()),
	filters: z.array(filter),
	selection: z.array(entityRef),
	recolour: recolour.optional()
});
export type ViewSpec = z.infer<typeof viewSpec>;
