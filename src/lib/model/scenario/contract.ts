import { z } from 'zod';
import type { ModelResult, ResultIndicator } from './result.ts';
import { modelResult } from './result-schema.ts';
import {
	SCENARIO_STATUSES,
	scenarioDraft,
	scenarioRun,
	type Scenario,
	type ScenarioParent,
	type ScenarioRun
} from './scenario.ts';

/**
 * HTTP contract of scenarios. Reading needs nothing; writing needs the right that sending data needs. Pages hear of
 * every change by `changed` with `what: 'scenarios'`. Every answer to an act is the scenario as it is then.
 *
 * `GET /api/scenarios` → `ScenarioList`; `GET /api/scenarios/{id}` → `KeptScenario`
 * `GET /api/scenarios/baseline` → `BaselineNow`: what a scenario that begins now takes over
 * `GET /api/scenarios/figures` → `ScenarioFigures`
 * `POST /api/scenarios` with `scenarioToKeep` → a new one; to `/api/scenarios/{id}`, with `rev`, it replaces the draft:
 *   ACT_REFUSED (409) when another has done so meanwhile, or when it is no draft any more
 * `POST /api/scenarios/{id}/status` with `scenarioToMove`: ACT_REFUSED with the reason
 * `POST /api/scenarios/{id}/forget` with `scenarioToForget` → `ScenarioList`
 * `POST /api/scenarios/{id}/runs` with `runToKeep`, gzip welcome: ACT_REFUSED unless it is of the scenario as it is now
 *   and the digest is that of the result; also when the same inputs gave other bytes before
 * `GET /api/scenarios/results/{inputs}` → the `ModelResult`, immutable
 */
const person = z.string().trim().min(1).max(80);
const revision = z.number().int().positive();

export const scenarioToKeep = z.object({
	draft: scenarioDraft,
	by: person,
	/** Revision that was edited; absent for a new one. */
	rev: revision.optional()
});

export const scenarioToMove = z.object({
	status: z.enum(SCENARIO_STATUSES),
	/** Revision that was looked at. */
	rev: revision,
	by: person,
	/** Why, for those who come later. */
	note: z.string().trim().min(1).max(1000).optional()
});

export const scenarioToForget = z.object({ by: person });

export const runToKeep = z.object({ run: scenarioRun, result: modelResult });
export interface RunToKeep {
	readonly run: ScenarioRun;
	readonly result: ModelResult;
}

/** The living city at an instant. */
export type BaselineNow = Pick<Extract<ScenarioParent, { kind: 'baseline' }>, 'at' | 'readings'>;

/** A scenario with what was run over it, newest first. */
export interface KeptScenario extends Scenario {
	readonly runs: readonly ScenarioRun[];
}

/** Indicators of results, by the digest of what went into them: results themselves are large. */
export type ScenarioFigures = Readonly<Record<string, readonly ResultIndicator[]>>;

/** Changed last first. */
export interface ScenarioList {
	readonly rev: number;
	readonly scenarios: readonly KeptScenario[];
}
