import { z } from 'zod';
import { EVENT_SEVERITIES } from '#lib/model/observation.ts';

/** The row of our own JSON, documented for its users in docs/ingest-json.md: keep the two in step. */

const id = z.union([z.string(), z.number().transform(String)], 'expected a text or a number');
const time = z.union([z.string(), z.number()], 'expected an ISO 8601 text or a number');
const number = z.number();
/** What is null was not said. */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

const shared = {
	layer: optional(z.string()),
	id: optional(id),
	entity: optional(id),
	device: optional(id),
	at: optional(time),
	time: optional(time),
	timestamp: optional(time),
	lng: optional(number),
	lon: optional(number),
	longitude: optional(number),
	lat: optional(number),
	latitude: optional(number),
	kind: optional(z.enum(['observation', 'event'])),
	event: optional(z.boolean())
};

export const observationSchema = z.object({
	...shared,
	seq: optional(z.int().nonnegative()),
	alt: optional(number),
	/** Metres per second. */
	speed: optional(number.nonnegative()),
	/** Degrees clockwise from north. */
	heading: optional(number),
	status: optional(z.string()),
	title: optional(z.string()),
	colour: optional(z.string()),
	values: optional(z.looseObject({})),
	units: optional(z.looseObject({})),
	quality: optional(z.int().min(0).max(255)),
	gone: optional(z.boolean())
});
export type ObservationFields = z.infer<typeof observationSchema>;

/** One text, or texts by language tag. */
const texts = z.union(
	[z.string().transform((text) => ({ und: text })), z.record(z.string(), z.string())],
	'expected a text, or texts by language'
);
const position = z.tuple([z.number(), z.number()]);

export const eventSchema = z.object({
	...shared,
	type: z.string(),
	severity: optional(z.enum(EVENT_SEVERITIES)),
	from: optional(time),
	until: optional(time),
	title: texts,
	text: optional(texts),
	areas: optional(z.array(z.object({ name: optional(z.string()), rings: z.array(z.array(position)) }))),
	replaces: optional(z.array(z.string())),
	ends: optional(z.boolean()),
	facts: optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)))
});
export type EventFields = z.infer<typeof eventSchema>;

/** The first fault as a sentence that names the field. */
export function faultOf(error: z.ZodError): string {
	const fault = error.issues[0];
	if (!fault) return 'it does not fit the schema';
	const path = fault.path.map(String).join('.');
	return `${path === '' ? 'it' : path}: ${fault.message.replace(/^Invalid input: /, '')}`;
}
