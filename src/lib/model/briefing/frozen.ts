import { z } from 'zod';
import { SCENARIO_STATUSES } from '../scenario/scenario.ts';
import { briefingDraft, briefingId, bindingName } from './draft.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const words = z.object({ zh: z.string(), en: z.string() });

/** It was computed for a city that is not there. */
const scenario = z.boolean().optional();

/** What a number is of: stands beside it wherever it is printed. */
const provenance = {
	/** Epoch ms of the newest datum in it; null when it has none. */
	at: z.number().nullable(),
	/** What it was made of: ids in `sources`, most important first. */
	sources: z.array(z.string()),
	simulated: z.boolean(),
	replayed: z.boolean(),
	scenario,
	/** What it was made of was too old. */
	stale: z.boolean()
};
/** Where an indicator should be: both bounds, one, or none. */
const target = z.object({ from: z.number().optional(), to: z.number().optional() });
/** Values at even steps, epoch ms; null where nothing was made. */
const trend = z.object({ from: z.number(), step: z.number(), values: z.array(z.number().nullable()) });

/** A number, as text and cards show it. They show this one and no other. */
export const frozenValue = z.object({
	title: words,
	/** A number; a word of a query; what is said in either language, as the name of an alarm. */
	value: z.union([z.number(), z.string(), words, z.null()]),
	/** UCUM; empty: a count or a name. */
	unit: z.string(),
	/** Digits after the point that its indicator is said with; absent: as many as it has, four that count at the most. */
	decimals: z.number().int().min(0).max(6).optional(),
	...provenance
});
export type FrozenValue = z.infer<typeof frozenValue>;

/** A card at the head: an indicator with what it should be and was. */
export const frozenCard = frozenValue.extend({
	indicator: z.string(),
	target,
	direction: z.enum(['more-is-better', 'less-is-better', 'in-band']),
	/** Value at the same time of the day before, and of the same day of the week before. */
	dayBefore: z.number().nullable(),
	weekBefore: z.number().nullable(),
	/** Of the day before the freezing. */
	trend
});
export type FrozenCard = z.infer<typeof frozenCard>;

/** A file of the briefing's folder, by its name there. */
const frozenFile = z.object({ sha256, bytes: z.number().int().nonnegative(), type: z.string() });

/** Why a figure or a number could not be frozen: such a briefing stays a draft. */
export const freezeFailure = z.object({
	/** `briefing`: all of it, because something is wrong with the server; its `id` is empty. */
	what: z.enum(['binding', 'card', 'figure', 'briefing']),
	/** Name of the binding, key of the indicator, id of the step. */
	id: z.string(),
	message: z.string(),
	/** The same in Chinese, where it is known. */
	zh: z.string().optional()
});
export type FreezeFailure = z.infer<typeof freezeFailure>;

/**
 * A briefing as it was frozen: everything that its pages need, by digest. Nothing of it is asked of live data or history again.
 * Its id is a digest of this object with sorted keys; the folder holds `briefing.json` and `files/<name>`.
 */
export const briefing = z.object({
	v: z.literal(1),
	draft: briefingDraft,
	city: z.object({
		id: z.string(),
		name: words,
		timezone: z.string(),
		fictional: z.boolean(),
		attribution: z.array(z.string()),
		/** Version of the pack that its maps were drawn from. */
		pack: z.string()
	}),
	/** Version of the program, and of what drew the maps. */
	program: z.object({ version: z.string(), renderer: z.string() }),
	frozenAt: z.number(),
	/** Newest datum in it. */
	dataAsOf: z.number().nullable(),
	values: z.record(bindingName, frozenValue),
	cards: z.array(frozenCard),
	/**
	 * By step: `maps/<step>.png` drawn from the answers in `asked`; `series/<step>.arrow`; `queries/<digest>.arrow`. What
	 * the city said while the numbers were read lies in `numbers/answers.json`.
	 */
	figures: z.record(
		z.string(),
		z.discriminatedUnion('kind', [
			z.object({
				kind: z.literal('map'),
				picture: z.string(),
				/** Pixels of the page that it was drawn on, and pixels of the picture for one of these. */
				width: z.number(),
				height: z.number(),
				scale: z.number(),
				/** The instant that it shows. */
				at: z.number(),
				/** Newest datum in it. */
				dataAsOf: z.number().nullable(),
				/** Ids in `sources`. */
				sources: z.array(z.string()),
				/** What its layers asked the server (path and query), and the files that hold the answers. */
				asked: z.record(z.string(), z.string()),
				legend: z.array(z.object({ title: words, rows: z.array(z.object({ colour: z.string(), words })) })),
				simulated: z.boolean(),
				replayed: z.boolean(),
				scenario
			}),
			z.object({
				kind: z.literal('series'),
				/** Columns `at` (epoch ms) and `value` (nullable), oldest first. */
				rows: z.string(),
				title: words,
				unit: z.string(),
				decimals: z.number().int().min(0).max(6),
				target,
				...provenance
			}),
			z.object({
				kind: z.literal('query'),
				rows: z.string(),
				columns: z.array(z.object({ name: z.string(), kind: z.enum(['number', 'text', 'time']) })),
				/** There were more rows. */
				cut: z.boolean(),
				...provenance
			})
		])
	),
	files: z.record(z.string(), frozenFile),
	sources: z.array(
		z.object({
			/** `layer:air`, `dataset:buildings`, `alarms`, `scenario:` with the inputs' digest. */
			id: z.string(),
			name: words,
			/** Who published it. */
			attribution: z.string(),
			/** Epoch ms of its newest datum; null for what has no time. */
			at: z.number().nullable(),
			simulated: z.boolean(),
			replayed: z.boolean(),
			scenario,
			stale: z.boolean()
		})
	),
	/** Runs of scenarios that it shows: whoever has the city's pack gets the same bytes from the same inputs. */
	scenarios: z.array(
		z.object({
			id: z.string(),
			name: z.string(),
			status: z.enum(SCENARIO_STATUSES),
			/** Model and its version. */
			model: z.string(),
			version: z.number().int().positive(),
			/** Digests of what went in and of what came out. */
			inputs: sha256,
			digest: sha256
		})
	),
	/** The version that this one corrects, and what is different. */
	corrects: z.object({ id: briefingId, note: z.string().min(1).max(1000) }).optional(),
	/** Made by the schedule of this name. */
	schedule: z.string().optional()
});
export type Briefing = z.infer<typeof briefing>;

/** A line of the list, newest first; of one that is in no list too: `GET /api/briefings/{id}/about`. */
export interface BriefingListed {
	readonly id: string;
	readonly title: z.infer<typeof briefingDraft>['title'];
	readonly author: string;
	readonly frozenAt: number;
	readonly dataAsOf: number | null;
	readonly steps: number;
	readonly expiresAt?: number;
	/** Id of the version that corrects it. */
	readonly correctedBy?: string;
	readonly corrects?: string;
	/** Made by the schedule of this name. */
	readonly schedule?: string;
}
