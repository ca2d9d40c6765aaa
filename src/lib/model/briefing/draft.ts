import { z } from 'zod';
import { VIEW_PAGES } from '../saved-view.ts';
import { modelId, scenarioId } from '../scenario/ids.ts';
import { viewSpec } from '../view-spec.ts';

/** Letters and digits of the digest of a briefing; its address, and what its QR code leads to. */
export const briefingId = z.string().regex(/^[0-9A-Za-z]{16}$/);

/** Languages that a briefing is read in. */
export const BRIEFING_LANGUAGES = ['zh-CN', 'en'] as const;
export type BriefingLanguage = (typeof BRIEFING_LANGUAGES)[number];

/** By language; at least one. */
const text = (most: number) =>
	z
		.object({ 'zh-CN': z.string().max(most).optional(), en: z.string().max(most).optional() })
		.refine((words) => Boolean(words['zh-CN'] ?? words.en), 'in one language at least');

/** A number of the text: `{{wait}}` in Markdown stands for the binding of that name. */
export const binding = z.discriminatedUnion('kind', [
	/** The newest value of an indicator (`theme/id`), for the city or one district; at an instant: the newest by then. */
	z.object({
		kind: z.literal('indicator'),
		indicator: z.string().max(80),
		district: z.string().max(80).optional(),
		/** Epoch ms. */
		at: z.number().optional()
	}),
	/** First row of a query of the library, or of SQL on the server's history. */
	z.object({
		kind: z.literal('query'),
		sql: z.string().max(4000),
		/** Column of the answer. */
		column: z.string().max(100),
		/** UCUM. */
		unit: z.string().max(40).optional()
	}),
	/** Open alarms, all or of a level and theme: how many, or which is the gravest (of several the newest). */
	z.object({
		kind: z.literal('alarms'),
		/** `count` when it is absent. */
		show: z.enum(['count', 'gravest']).optional(),
		level: z.number().int().min(1).max(4).optional(),
		theme: z.string().max(40).optional(),
		/** Epoch ms; the freezing when it is absent. */
		at: z.number().optional()
	}),
	/** An indicator of a scenario's newest run of a model; with `against` by how much it is more than the other's. */
	z.object({
		kind: z.literal('scenario'),
		id: scenarioId,
		model: modelId,
		/** Of the model's result. */
		indicator: z.string().min(1).max(120),
		against: scenarioId.optional()
	})
]);
export type Binding = z.infer<typeof binding>;
export const bindingName = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);

/** A picture of the city, a chart of an indicator, or a table of a query: one figure of a briefing. */
export const figure = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('map'), page: z.enum(VIEW_PAGES), view: viewSpec }),
	/** History of an indicator until the freezing. */
	z.object({ kind: z.literal('series'), indicator: z.string().max(80), hours: z.number().min(1).max(744) }),
	/** Bars or a table of a query's rows. */
	z.object({
		kind: z.literal('query'),
		sql: z.string().max(4000),
		show: z.enum(['table', 'bars']),
		/** Column of the bars' names and of their lengths. */
		label: z.string().max(100).optional(),
		value: z.string().max(100).optional(),
		unit: z.string().max(40).optional()
	})
]);
export type Figure = z.infer<typeof figure>;

/** One claim with what shows it; a page of a slide show. */
export const briefingStep = z.object({
	id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
	title: text(120),
	/** Markdown; numbers by `{{name}}`. */
	text: text(8000),
	figure: figure.optional(),
	/** What the figure shows, for those who do not see it; made from the figure when it is absent. */
	alt: text(400).optional()
});
export type BriefingStep = z.infer<typeof briefingStep>;

export const RIGHTS = ['internal', 'link'] as const;
/** Milliseconds after the freezing that a briefing can be read; null: for ever. */
export const EXPIRIES = [3_600_000, 86_400_000, 7 * 86_400_000, null] as const;

/** A briefing while it is written: nothing in it is a number of the city yet. */
export const briefingDraft = z.object({
	v: z.literal(1),
	title: text(120),
	/** One sentence for who reads nothing else; numbers by `{{name}}`. */
	sentence: text(400).optional(),
	/** Indicators shown as cards at its head. */
	cards: z.array(z.string().max(80)).max(6),
	bindings: z.record(bindingName, binding),
	steps: z.array(briefingStep).min(1).max(30),
	/** Who answers for it: a role. */
	author: z.string().trim().min(1).max(80),
	/** Stands at the head of every page when it is set: 密级. */
	classification: z.string().max(20).optional(),
	watermark: z.string().max(60).optional(),
	/** 审图号, below every map: what is published in China needs one. */
	mapApproval: z.string().max(60).optional(),
	/** `internal`: in the list for all who use the desk; `link`: for who has its address. */
	rights: z.enum(RIGHTS),
	expiresAfter: z.union([z.number().int().positive(), z.null()])
});
export type BriefingDraft = z.infer<typeof briefingDraft>;
