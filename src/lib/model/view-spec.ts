import { z } from 'zod';
import { camera, cityId } from './city.ts';
import { modelId, scenarioId } from './scenario/ids.ts';

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
	z.object({ kind: z.literal('in'), dataset: z.string(), column: z.string(), values: z.array(z.string()) }),
	/** Rows inside a ring drawn on the map: longitude and latitude of its corners, not closed. */
	z.object({
		kind: z.literal('area'),
		dataset: z.string(),
		column: z.literal('map'),
		ring: z
			.array(z.tuple([z.number(), z.number()]))
			.min(3)
			.max(200)
	})
]);
export type Filter = z.infer<typeof filter>;

/** Colour of all buildings: by a column of `buildings`, or by a query's result. */
export const recolour = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('column'), column: z.string() }),
	z.object({ kind: z.literal('sql'), sql: z.string().max(2000), value: z.string() })
]);
export type Recolour = z.infer<typeof recolour>;

/** How a layer draws what it has; what is absent is the layer's own choice. */
export const layerStyle = z.object({
	/** `cells` counts rows into even cells, `flows` joins origins with destinations, `heat` smooths. */
	form: z.enum(['dots', 'cells', 'heat', 'columns', 'flows', 'paths']).optional(),
	/** Column whose values colour, or raise, what is drawn. */
	field: z.string().max(100).optional(),
	/** What is made of a cell's rows. */
	aggregate: z.enum(['count', 'sum', 'mean', 'min', 'max']).optional(),
	ramp: z.enum(['sequential', 'diverging']).optional(),
	classes: z
		.object({
			method: z.enum(['quantile', 'equal', 'jenks', 'manual']),
			count: z.number().int().min(2).max(7),
			/** Bounds between classes, ascending; of `manual`. */
			breaks: z.array(z.number()).max(6).optional()
		})
		.optional(),
	/** Edge of a cell, metres. */
	cell: z.number().min(10).max(100_000).optional(),
	/** Of cells: hexagons of this resolution of H3, in place of squares. */
	hexagon: z.number().int().min(0).max(15).optional(),
	/** The value is also the height. */
	raised: z.boolean().optional(),
	/** In a replay only rows of so many seconds before its instant are drawn. */
	window: z
		.number()
		.min(60)
		.max(31 * 86_400)
		.optional(),
	opacity: z.number().min(0.1).max(1).optional(),
	/** Only these classes of the layer's key are drawn, by their names there; all while the key has none of them. */
	only: z.array(z.string().max(200)).min(1).max(12).optional()
});
export type LayerStyle = z.infer<typeof layerStyle>;

/** A chart over a dataset, as the analyst chose it; without a choice a dataset has its own charts. */
export const chartChoice = z.object({
	dataset: z.string(),
	kind: z.enum(['time', 'number', 'category', 'hourOfDay', 'weekday', 'heat']),
	column: z.string().max(100),
	/** The other axis of a heat cell chart. */
	column2: z.string().max(100).optional()
});
export type ChartChoice = z.infer<typeof chartChoice>;
/** More than anybody looks at: a link that holds more is none of ours. */
export const MOST_CHARTS = 100;

export const timeView = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('live') }),
	/** Another instant than now. It stands when a link is opened; `speed` is what play begins with. */
	z.object({ kind: z.literal('replay'), at: z.number(), speed: z.number().min(-3600).max(3600) })
]);
export type TimeView = z.infer<typeof timeView>;

/** A layer of what a model answers for a scenario; with `against` what differs: this scenario's minus the other's. */
export const scenarioView = z.object({
	id: scenarioId,
	model: modelId,
	/** Of the model's result. */
	layer: z.string().min(1).max(120),
	/** Column that colours it; the layer's own when it is absent. */
	column: z.string().min(1).max(120).optional(),
	against: scenarioId.optional(),
	/** Of a difference, what differs by this or less is not shown, in the column's unit. */
	hideBelow: z.number().positive().optional()
});
export type ScenarioView = z.infer<typeof scenarioView>;

/** Under this name `styles` say how the result of a scenario is drawn, and `selection` names its rows by their keys. */
export const SCENARIO_LAYER = 'scenario';

/** One side of a comparison: what is absent is as the view has it. */
export const compareSide = z.object({
	layers: z.array(z.string()).optional(),
	time: timeView.optional(),
	filters: z.array(filter).optional(),
	/** `null`: its buildings are not coloured, although the view's are. */
	recolour: recolour.nullable().optional(),
	/** `null`: it shows the city as it is, although the view shows a scenario. */
	scenario: scenarioView.nullable().optional()
});
export type CompareSide = z.infer<typeof compareSide>;

/** Two sides of one camera; `difference` is b − a. */
export const compareView = z.object({
	kind: z.enum(['swipe', 'side', 'difference']),
	a: compareSide,
	b: compareSide,
	/** Where the handle stands, part of the width. */
	split: z.number().min(0).max(1),
	/** What the difference is of; the first thing that shows and measures when it is absent. */
	measure: z.object({ layer: z.string().max(100), metric: z.string().max(100) }).optional(),
	/** Differences that are smaller than this are hidden, in the metric's unit. */
	hideBelow: z.number().min(0).optional()
});
export type CompareView = z.infer<typeof compareView>;

/** Objects that stay in sight whatever is selected. */
export const MOST_PINNED = 3;

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
	recolour: recolour.optional(),
	/** By layer. */
	styles: z.record(z.string(), layerStyle).default({}),
	pinned: z.array(entityRef).max(MOST_PINNED).default([]),
	charts: z.array(chartChoice).max(MOST_CHARTS).default([]),
	/** The view is one of a scenario: nothing like it was measured. */
	scenario: scenarioView.optional(),
	compare: compareView.optional()
});
export type ViewSpec = z.infer<typeof viewSpec>;
