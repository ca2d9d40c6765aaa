import { z } from 'zod';
import { cityId } from '../city.ts';
import { scenarioEdit } from './edit.ts';
import { modelId, scenarioId } from './ids.ts';

export { modelId, scenarioId };

export const SCENARIO_STATUSES = ['draft', 'proposed', 'approved', 'rejected'] as const;
export type ScenarioStatus = (typeof SCENARIO_STATUSES)[number];

/** A live value that a baseline took over, with where it comes from. */
export const baselineReading = z.object({
	value: z.number(),
	/** UCUM. */
	unit: z.string().max(40),
	/** Epoch ms of the reading. */
	at: z.number(),
	/** Layer, entity and metric: `weather / …`. */
	source: z.string().max(200)
});
export type BaselineReading = z.infer<typeof baselineReading>;

/** What models may ask of the living city; absent where nothing measures it. */
export const READINGS = ['rain', 'wind-from', 'wind-speed', 'river-rise', 'temperature', 'cloud'] as const;
export type ReadingName = (typeof READINGS)[number];
export const baselineReadings = z.partialRecord(z.enum(READINGS), baselineReading);
export type BaselineReadings = z.infer<typeof baselineReadings>;

/** Where a scenario begins: the living city at an instant, or another scenario with all its edits. */
export const scenarioParent = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('baseline'), at: z.number(), readings: baselineReadings }),
	z.object({ kind: z.literal('scenario'), id: scenarioId })
]);
export type ScenarioParent = z.infer<typeof scenarioParent>;

export const parameterValue = z.union([z.number(), z.string().max(200), z.boolean()]);
export type ParameterValue = z.infer<typeof parameterValue>;
/** By model and parameter, where they differ from the model's own. */
export const scenarioParameters = z.record(modelId, z.record(z.string().max(60), parameterValue));
export type ScenarioParameters = z.infer<typeof scenarioParameters>;

/** What its author writes. */
export const scenarioDraft = z.object({
	name: z.string().min(1).max(120),
	note: z.string().max(4000),
	parent: scenarioParent,
	edits: z.array(scenarioEdit).max(500),
	parameters: scenarioParameters
});
export type ScenarioDraft = z.infer<typeof scenarioDraft>;

/** A named change to the city. */
export const scenario = scenarioDraft.extend({
	id: scenarioId,
	city: cityId,
	/** Version of the pack whose rows the edits name. */
	pack: z.string(),
	/** Grows with each change. */
	rev: z.number().int().positive(),
	status: z.enum(SCENARIO_STATUSES),
	author: z.string().max(80),
	/** Epoch ms. */
	createdAt: z.number(),
	changedAt: z.number(),
	/** Who moved it to which status, newest last. */
	history: z.array(
		z.object({
			status: z.enum(SCENARIO_STATUSES),
			by: z.string().max(80),
			at: z.number(),
			note: z.string().max(1000).optional()
		})
	)
});
export type Scenario = z.infer<typeof scenario>;

/** One run of one model over one scenario; the result lies beside it by `digest`. */
export const scenarioRun = z.object({
	scenario: scenarioId,
	/** Revision of the scenario that was run. */
	rev: z.number().int().positive(),
	model: modelId,
	/** Version of the model. */
	version: z.number().int().positive(),
	/** SHA-256, hex, of everything that went in: pack, model and version, all edits, parameters, readings, earlier results. */
	inputs: z.string().regex(/^[0-9a-f]{64}$/),
	/** SHA-256, hex, of the bytes that came out: the same inputs give the same. */
	digest: z.string().regex(/^[0-9a-f]{64}$/),
	converged: z.boolean(),
	by: z.string().max(80),
	where: z.enum(['browser', 'command line']),
	/** Epoch ms. */
	at: z.number(),
	seconds: z.number().nonnegative()
});
export type ScenarioRun = z.infer<typeof scenarioRun>;
